/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the window feels with 1,000,000 tickets in the store: how long until it
 * is there, beside one with an empty store, and how the list of attendees opens,
 * jumps and is searched. The program itself runs, in processes of their own
 * that this one starts: with --start or --browse it is the real application.
 *
 * Usage: bench-gui [TICKETS]; one JSON object a line. Needs a screen:
 * tests/gui/run-headless, or ./dev bench gui.
 */
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "figures.h"
#include "foyer-config.h"
#include "gui-fixture.h"
#include "town.h"

#define N_STARTS 7
#define N_JUMPS 120
#define JUMP_MS 100
#define KEY_MS 140
#define TICK_MS 2
#define PATIENCE (60 * G_TIME_SPAN_SECOND)

typedef struct
{
  FoyerApplication *application;
  GtkWindow        *window;
  const char       *task;
  gint64            painted; /* when the first frame was */
  gint64            turned;  /* when the main loop last did */
  gint64            turned_cpu;
  gint64            frame_begun;
  gint64            frame_begun_cpu;
  guint             jump_to; /* line to show with the next frame */
  GtkColumnView    *jump_in; /* (nullable) */

  /* ms, the worst since they were last set to zero; on a busy machine only those of the processor tell what the program does */
  double frame, frame_cpu;
  double gap, gap_cpu; /* the main loop did not turn */
} Run;

/* ---- in the program ---- */

static void
forget (Run *run)
{
  run->frame = run->frame_cpu = run->gap = run->gap_cpu = 0;
}

static gboolean
turn_cb (gpointer data)
{
  Run   *run = data;
  gint64 now = g_get_monotonic_time ();
  gint64 cpu = figure_cpu_time ();

  run->gap = MAX (run->gap, (now - run->turned) / 1000.0 - TICK_MS);
  run->gap_cpu = MAX (run->gap_cpu, (cpu - run->turned_cpu) / 1000.0);
  run->turned = now;
  run->turned_cpu = cpu;
  return G_SOURCE_CONTINUE;
}

static void
before_paint_cb (GdkFrameClock *clock, Run *run)
{
  run->frame_begun = g_get_monotonic_time ();
  run->frame_begun_cpu = figure_cpu_time ();
}

static void
after_paint_cb (GdkFrameClock *clock, Run *run)
{
  gint64 now = g_get_monotonic_time ();

  if (run->painted == 0)
    run->painted = now;
  run->frame = MAX (run->frame, (now - run->frame_begun) / 1000.0);
  run->frame_cpu = MAX (run->frame_cpu, (figure_cpu_time () - run->frame_begun_cpu) / 1000.0);
}

/* Inside the frame, so that all the work of a jump is counted. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Run *run = data;

  if (run->jump_in != NULL)
    gtk_column_view_scroll_to (run->jump_in, run->jump_to, NULL, GTK_LIST_SCROLL_NONE, NULL);
  run->jump_in = NULL;
  return G_SOURCE_CONTINUE;
}

static void
let_run (guint milliseconds)
{
  gint64 until = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, TRUE);
}

typedef gboolean (*Condition) (Run *run);

static void
wait_for (Run *run, Condition condition, const char *what)
{
  gint64 until = g_get_monotonic_time () + PATIENCE;

  while (!condition (run))
    {
      if (g_get_monotonic_time () > until)
        g_error ("In vain waited for: %s", what);
      g_main_context_iteration (NULL, TRUE);
    }
}

static gboolean
is_painted (Run *run)
{
  return run->painted != 0;
}

static FoyerSession *
get_session (Run *run)
{
  return foyer_page_get_session (FOYER_PAGE (gui_fixture_find (GTK_WIDGET (run->window), FOYER_TYPE_PAGE, NULL)));
}

static gboolean
has_event (Run *run)
{
  return foyer_session_get_event (get_session (run)) != NULL;
}

static gboolean
is_filled (GtkWidget *widget)
{
  const char *text = GTK_IS_INSCRIPTION (widget) && gtk_widget_get_mapped (widget) ? gtk_inscription_get_text (GTK_INSCRIPTION (widget)) : NULL;

  if (text != NULL && *text != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (is_filled (child))
      return TRUE;
  return FALSE;
}

static GtkColumnView *
find_list (Run *run)
{
  return GTK_COLUMN_VIEW (gui_fixture_find (GTK_WIDGET (run->window), GTK_TYPE_COLUMN_VIEW, NULL));
}

static gboolean
shows_rows (Run *run)
{
  GtkColumnView *list = find_list (run);

  return list != NULL && is_filled (GTK_WIDGET (list));
}

/* Prints when the first frame was there, and when the event in hand was. */
static void
start (Run *run)
{
  if (strcmp (run->task, "--start") == 0)
    wait_for (run, has_event, "the event in hand");
  g_print ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", run->painted, g_get_monotonic_time ());
}

static void
measure_opening (Run *run)
{
  gint64 begun;

  wait_for (run, has_event, "the event in hand");
  let_run (500);
  forget (run);
  begun = g_get_monotonic_time ();
  gtk_widget_activate_action (GTK_WIDGET (run->window), "win.show-page", "s", "attendees");
  wait_for (run, shows_rows, "the attendees");
  run->painted = 0;
  gtk_widget_queue_draw (GTK_WIDGET (run->window));
  wait_for (run, is_painted, "a frame");
  figure_report ("gui.list.first-rows", (run->painted - begun) / 1000.0, "ms", 150);
  let_run (1000);
  figure_note ("gui.list.open.worst-gap", run->gap, "ms");
  figure_note ("gui.list.open.worst-gap.cpu", run->gap_cpu, "ms");
}

static void
measure_jumps (Run *run)
{
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) frames_cpu = g_array_new (FALSE, FALSE, sizeof (double));
  GtkColumnView *list = find_list (run);
  guint          n_lines = g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (list)));
  FoyerRandom    random;

  foyer_random_init_seed (&random, 3);
  forget (run);
  for (int i = 0; i < N_JUMPS; i++)
    {
      run->frame = run->frame_cpu = 0;
      run->jump_to = foyer_random_below (&random, n_lines);
      run->jump_in = list;
      let_run (JUMP_MS);
      wait_for (run, shows_rows, "the lines after a jump");
      g_array_append_val (frames, run->frame);
      g_array_append_val (frames_cpu, run->frame_cpu);
    }
  figure_report ("gui.jump.frame.p95", figure_quantile (frames, 0.95), "ms", 16.6);
  figure_note ("gui.jump.frame.median", figure_quantile (frames, 0.5), "ms");
  figure_note ("gui.jump.frame.cpu.p95", figure_quantile (frames_cpu, 0.95), "ms");
  figure_note ("gui.jump.worst-gap", run->gap, "ms");
  figure_note ("gui.jump.worst-gap.cpu", run->gap_cpu, "ms");
}

static void
type_in (Run *run, GtkEditable *entry, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *typed = g_strndup (text, g_utf8_next_char (p) - text);

      gtk_editable_set_text (entry, typed);
      let_run (KEY_MS);
    }
  let_run (800);
  gtk_editable_set_text (entry, "");
  let_run (800);
}

static void
measure_search (Run *run)
{
  static const char *const texts[] = { "anna müller", "0-000123", "stein", "muler" };
  GtkWidget               *page = gui_fixture_find (GTK_WIDGET (run->window), FOYER_TYPE_PAGE, "attendees");
  GtkWidget               *entry;

  gtk_widget_activate_action (page, "attendees.search", NULL);
  let_run (500);
  entry = gui_fixture_find (page, GTK_TYPE_SEARCH_ENTRY, NULL);
  forget (run);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    type_in (run, GTK_EDITABLE (entry), texts[i]);
  figure_report ("gui.search.worst-gap", run->gap, "ms", 50);
  figure_note ("gui.search.worst-gap.cpu", run->gap_cpu, "ms");
  figure_note ("gui.search.worst-frame.cpu", run->frame_cpu, "ms");
}

static double
read_memory (const char *member)
{
  g_autofree char *status = NULL;
  const char      *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, member);
  return line != NULL ? g_ascii_strtod (line + strlen (member), NULL) / 1024 : 0;
}

static void
browse (Run *run)
{
  measure_opening (run);
  measure_jumps (run);
  measure_search (run);
  figure_report ("gui.memory", read_memory ("VmRSS:"), "MB", 250);
  figure_note ("gui.memory.own", read_memory ("RssAnon:"), "MB");
}

static gboolean
work_cb (gpointer data)
{
  Run *run = data;

  wait_for (run, is_painted, "the first frame");
  if (strcmp (run->task, "--browse") == 0)
    browse (run);
  else
    start (run);
  g_application_quit (G_APPLICATION (run->application));
  return G_SOURCE_REMOVE;
}

static void
mapped_cb (GtkWidget *window, Run *run)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), run);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_paint_cb), run);
  if (strcmp (run->task, "--browse") == 0)
    {
      gtk_widget_add_tick_callback (window, tick_cb, run, NULL);
      run->turned = g_get_monotonic_time ();
      run->turned_cpu = figure_cpu_time ();
      g_timeout_add_full (G_PRIORITY_HIGH, TICK_MS, turn_cb, run, NULL);
    }
  g_idle_add (work_cb, run);
}

static void
window_added_cb (FoyerApplication *application, GtkWindow *window, Run *run)
{
  if (!FOYER_IS_WINDOW (window))
    g_error ("The store was not opened");
  run->window = window;
  g_signal_connect (window, "map", G_CALLBACK (mapped_cb), run);
}

static int
run_program (const char *task, const char *store, const char *event)
{
  g_autoptr (FoyerApplication) application = NULL;
  g_autoptr (GSettings) settings = NULL;
  char *arguments[] = { (char *) "foyer", (char *) "--store", (char *) store, NULL };
  Run   run = { .task = task };

  setlocale (LC_ALL, "");
  settings = g_settings_new (FOYER_APP_ID);
  g_settings_set_string (settings, "current-event", event);
  run.application = application = foyer_application_new ();
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), &run);
  return g_application_run (G_APPLICATION (application), G_N_ELEMENTS (arguments) - 1, arguments);
}

/* ---- around it ---- */

static char *
launch (const char *self, const char *task, const char *store, const FoyerId *event)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *id = foyer_id_dup_text (event);
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_subprocess_launcher_setenv (launcher, "GSETTINGS_BACKEND", "memory", TRUE);
  g_subprocess_launcher_setenv (launcher, "GSETTINGS_SCHEMA_DIR", SCHEMA_DIR, TRUE);
  g_subprocess_launcher_setenv (launcher, "GSK_RENDERER", "cairo", FALSE);
  process = g_subprocess_launcher_spawn (launcher, &error, self, task, store, id, NULL);
  if (process == NULL || !g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error))
    g_error ("%s", error->message);
  if (!g_subprocess_get_successful (process))
    g_error ("The program ended with an error");
  return output;
}

typedef struct
{
  GArray *frames; /* ms to the first frame */
  GArray *events; /* ms to the event in hand */
} Starts;

static void
start_once (const char *self, const char *task, const char *store, const FoyerId *event, Starts *starts)
{
  gint64           begun = g_get_monotonic_time ();
  g_autofree char *output = launch (self, task, store, event);
  char            *rest = NULL;
  double           frame = (g_ascii_strtoll (output, &rest, 10) - begun) / 1000.0;
  double           known = (g_ascii_strtoll (rest, NULL, 10) - begun) / 1000.0;

  g_array_append_val (starts->frames, frame);
  g_array_append_val (starts->events, known);
}

static void
measure_starts (const char *self, const char *full, const char *empty, const FoyerId *event)
{
  g_autoptr (GArray) full_frames = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) full_events = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) empty_frames = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) empty_events = g_array_new (FALSE, FALSE, sizeof (double));
  double ratio;

  for (int i = 0; i < N_STARTS; i++)
    {
      start_once (self, "--start-empty", empty, &FOYER_ID_NONE, &(Starts) { empty_frames, empty_events });
      start_once (self, "--start", full, event, &(Starts) { full_frames, full_events });
    }
  ratio = figure_quantile (full_frames, 0.5) / figure_quantile (empty_frames, 0.5);
  figure_report ("gui.start.first-frame", figure_quantile (full_frames, 0.5), "ms", 700);
  figure_report ("gui.start.ratio", ratio, "", 1.3);
  figure_note ("gui.start.event-in-hand", figure_quantile (full_events, 0.5), "ms");
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *template = NULL;
  g_autofree char *full = NULL;
  g_autofree char *empty = NULL;
  g_autofree char *output = NULL;
  Town             town = { 0 };

  if (argc == 4)
    return run_program (argv[1], argv[2], argv[3]);
  folder = town_folder ();
  full = g_build_filename (folder, "window.db", NULL);
  empty = g_build_filename (folder, "window-empty.db", NULL);
  town_init (&town, argc > 1 ? atoi (argv[1]) : 1000000);
  template = town_make_store (&town, folder);
  town_copy_store (template, full);
  town_remove_store (empty);
  g_object_unref (town_open_store (empty));
  measure_starts (argv[0], full, empty, &town.events[0]);
  output = launch (argv[0], "--browse", full, &town.events[0]);
  g_print ("%s", output);
  town_remove_store (full);
  town_remove_store (empty);
  town_clear (&town);
  return 0;
}
