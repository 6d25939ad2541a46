/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <locale.h>

#include "foyer-application.h"
#include "foyer-config.h"

int
main (int argc, char **argv)
{
  g_autoptr (FoyerApplication) application = NULL;
  /* set when the program runs from its build folder */
  const char *locale_dir = g_getenv ("FOYER_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : FOYER_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_ ("Foyer"));
  application = foyer_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
