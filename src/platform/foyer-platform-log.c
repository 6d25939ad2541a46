/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-platform-log.h"

#include <unistd.h>

#include "foyer-clock.h"

/* One write(2) a line, so that lines of several threads do not mix. */
static void
write_line (const char *rest)
{
  g_autofree char *now = foyer_time_format_iso (g_get_real_time ());
  g_autofree char *line = g_strdup_printf ("time=%s %s\n", now, rest);
  gsize            length = strlen (line);
  gsize            done = 0;

  while (done < length)
    {
      gssize n = write (STDERR_FILENO, line + done, length - done);

      if (n <= 0)
        return;
      done += n;
    }
}

static const char *
level_nick (GLogLevelFlags level)
{
  if (level & G_LOG_LEVEL_ERROR)
    return "error";
  if (level & G_LOG_LEVEL_CRITICAL)
    return "critical";
  if (level & G_LOG_LEVEL_WARNING)
    return "warning";
  if (level & G_LOG_LEVEL_MESSAGE)
    return "notice";
  return (level & G_LOG_LEVEL_INFO) ? "info" : "debug";
}

static const char *
field_text (const GLogField *fields, gsize n_fields, const char *key)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, key) && fields[i].length < 0)
      return fields[i].value;
  return "";
}

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  const char      *domain = field_text (fields, n_fields, "GLIB_DOMAIN");
  g_autofree char *message = NULL;
  g_autofree char *line = NULL;

  if (g_log_writer_default_would_drop (level, domain))
    return G_LOG_WRITER_HANDLED;
  message = g_strescape (field_text (fields, n_fields, "MESSAGE"), NULL);
  line = g_strdup_printf ("level=%s domain=%s message=\"%s\"", level_nick (level), domain, message);
  write_line (line);
  return G_LOG_WRITER_HANDLED;
}

void
foyer_platform_log_init (void)
{
  g_log_set_writer_func (write_log, NULL, NULL);
}

void
foyer_platform_log_request (const char *request_id, const char *method, const char *path, guint status, double milliseconds, const char *device)
{
  g_autofree char *escaped = g_strescape (path, NULL);
  g_autofree char *line = NULL;

  line = g_strdup_printf ("level=info request=%s method=%s path=\"%.200s\" status=%u ms=%.1f device=%s",
                          request_id, method, escaped, status, milliseconds, device != NULL ? device : "-");
  write_line (line);
}
