"""What the web server starts: the WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

from jmzpro.work import after_response

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jmzpro.settings")

application = get_wsgi_application()
after_response.serve()
