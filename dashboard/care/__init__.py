"""The page „Datenpflege“: one module per subject, everything it does is in ``data_access``."""
