"""Commands of ``integrationsmonitor``, one module per subject."""
