"""Alembic environment: always runs on the connection and in the transaction of the caller."""

from alembic import context

from data_access.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # SQLite too can roll back DDL, now that the driver no longer begins by itself.
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
