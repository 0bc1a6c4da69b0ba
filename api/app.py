"""The API as an ASGI application: GraphQL with a bearer token, and a health check without."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from api.auth import bearer
from api.bodies import Router
from api.bounded import Bounded
from api.context import Context
from api.health import health
from api.live import Live
from api.schema import SCHEMA
from services.doors import Doors


def create(doors: Doors) -> FastAPI:
    """The application over open doors; whoever opened them closes them. ``POST /graphql`` and ``GET /health``."""
    live = Live(doors.graph)

    def context(request: Request) -> Context:
        return Context(doors, live, bearer(request, doors.tokens))

    app = FastAPI(title="crewlex", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(Bounded)
    # No page to try queries on: it would load its parts from elsewhere, and this must work offline.
    router = Router(SCHEMA, context_getter=context, graphql_ide=None, allow_queries_via_get=False)
    app.include_router(router, prefix="/graphql")

    @app.get("/health")
    async def report() -> JSONResponse:
        """Both servers and the edition."""
        status, said = await health(doors)
        return JSONResponse(said, status)

    return app
