/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-decoder-client.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "foyer-decoder-wire.h"

/* A camera's frame takes a few hundredths of a second. What takes this long,
 * on a machine however slow, does not end.
 */
#define FRAME_MS 1000
/* One way to read a photograph of twelve megapixels, on a slow machine. */
#define TRY_MS 4000
#define HELLO_MS 5000
/* How many times as long when the machine has other work. */
#define BUSY 4
/* A new area has room to spare, so that not every size needs another. */
#define ROOM (4 * 1024 * 1024)

struct _FoyerDecoderClient
{
  FoyerSymbology symbologies;
  GSubprocess   *process; /* nullable: started when first needed */
  int            socket;
  int            memory_fd;
  guint8        *memory;
  gsize          capacity;
  gboolean       memory_known; /* the process has it */
  FoyerDecoder  *inside;       /* nullable: in place of a process that cannot be started */
  guint          misses;
  gboolean       hit;
  double         last_ms;
  guint          restarts;
};

typedef enum
{
  ANSWER_CODE,
  ANSWER_PROGRESS,
  ANSWER_DONE,
  ANSWER_CANCELLED,
  ANSWER_NONE, /* yet */
  ANSWER_LOST, /* dead, silent, or talking nonsense */
} Answer;

/**
 * foyer_decoder_client_new:
 * @symbologies: which kinds to look for, or 0 for %FOYER_SYMBOLOGY_DEFAULT
 *
 * Returns: (transfer full): a client; the process is started with the first
 *   picture
 */
FoyerDecoderClient *
foyer_decoder_client_new (FoyerSymbology symbologies)
{
  FoyerDecoderClient *self = g_new0 (FoyerDecoderClient, 1);

  self->symbologies = symbologies != 0 ? symbologies : FOYER_SYMBOLOGY_DEFAULT;
  self->socket = -1;
  self->memory_fd = -1;
  return self;
}

static void
end_process (FoyerDecoderClient *self)
{
  g_clear_fd (&self->socket, NULL);
  if (self->process != NULL)
    {
      /* killed, it goes at once; nothing is left of it then */
      g_subprocess_force_exit (self->process);
      g_subprocess_wait (self->process, NULL, NULL);
    }
  g_clear_object (&self->process);
  self->memory_known = FALSE;
}

static void
drop_memory (FoyerDecoderClient *self)
{
  if (self->memory != NULL)
    munmap (self->memory, self->capacity);
  self->memory = NULL;
  self->capacity = 0;
  g_clear_fd (&self->memory_fd, NULL);
}

/**
 * foyer_decoder_client_free:
 * @self: (nullable) (transfer full): a client
 *
 * Ends the process and frees the client.
 */
void
foyer_decoder_client_free (FoyerDecoderClient *self)
{
  if (self == NULL)
    return;
  end_process (self);
  drop_memory (self);
  foyer_decoder_free (self->inside);
  g_free (self);
}

/* Where the helper is: told by the environment for tests, installed, or in
 * the build tree that this program lies in.
 */
static char *
find_helper (void)
{
  const char      *told = g_getenv ("FOYER_DECODER_HELPER");
  g_autofree char *installed = g_build_filename (FOYER_LIBEXECDIR, "foyer-decoder", NULL);
  g_autofree char *program = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *built = NULL;

  if (told != NULL)
    return g_strdup (told);
  program = g_file_read_link ("/proc/self/exe", NULL);
  if (program != NULL)
    {
      folder = g_path_get_dirname (program);
      built = g_build_filename (folder, "..", "scan", "foyer-decoder", NULL);
      if (g_file_test (built, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&built);
    }
  return g_steal_pointer (&installed);
}

static Answer
receive (FoyerDecoderClient *self,
         FoyerDecoderReply  *reply,
         gssize             *length,
         int                 patience_ms,
         GCancellable       *cancellable)
{
  GPollFD       cancel = { .fd = -1 };
  struct pollfd fds[2] = { { .fd = self->socket, .events = POLLIN }, { .fd = -1, .events = POLLIN } };
  gint64        until = g_get_monotonic_time () + (gint64) patience_ms * 1000;
  int           ready;

  if (g_cancellable_make_pollfd (cancellable, &cancel))
    fds[1].fd = cancel.fd;
  do
    ready = poll (fds, G_N_ELEMENTS (fds), (int) MAX ((until - g_get_monotonic_time ()) / 1000 + 1, 0));
  while (ready < 0 && errno == EINTR);
  if (fds[1].fd >= 0)
    g_cancellable_release_fd (cancellable);
  if (g_cancellable_is_cancelled (cancellable))
    return ANSWER_CANCELLED;
  if (ready == 0)
    return ANSWER_NONE;
  if (ready < 0)
    return ANSWER_LOST;
  *length = foyer_decoder_wire_receive (self->socket, reply, sizeof *reply, NULL);
  if (*length < (gssize) FOYER_DECODER_REPLY_HEADER)
    return ANSWER_LOST;
  switch (reply->kind)
    {
    case FOYER_DECODER_CODE:
      return ANSWER_CODE;
    case FOYER_DECODER_HELLO:
    case FOYER_DECODER_PROGRESS:
      return ANSWER_PROGRESS;
    case FOYER_DECODER_DONE:
      return ANSWER_DONE;
    default:
      return ANSWER_LOST;
    }
}

static gboolean
start_process (FoyerDecoderClient *self,
               GError            **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autofree char  *helper = find_helper ();
  FoyerDecoderReply reply;
  gssize            length;
  int               ends[2];

  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "No socket: %s", g_strerror (errno));
      return FALSE;
    }
  g_subprocess_launcher_take_fd (launcher, ends[1], FOYER_DECODER_WIRE_FD);
  self->socket = ends[0];
  self->process = g_subprocess_launcher_spawn (launcher, error, helper, NULL);
  g_subprocess_launcher_close (launcher);
  if (self->process == NULL)
    {
      end_process (self);
      return FALSE;
    }
  if (receive (self, &reply, &length, HELLO_MS, NULL) != ANSWER_PROGRESS || reply.kind != FOYER_DECODER_HELLO)
    {
      end_process (self);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s does not start", helper);
      return FALSE;
    }
  return TRUE;
}

/* A crash is no reason to decode in here: the same picture would crash this
 * process. Only a helper that never came up is.
 */
static gboolean
ensure_process (FoyerDecoderClient *self)
{
  g_autoptr (GError) error = NULL;

  if (self->inside != NULL)
    return FALSE;
  if (self->process != NULL || start_process (self, &error))
    return TRUE;
  if (self->restarts > 0)
    {
      g_message ("The decoder process could not be started again: %s", error->message);
      return FALSE;
    }
  g_warning ("The decoder process cannot be started, so pictures are decoded without its protection: %s", error->message);
  self->inside = foyer_decoder_new (self->symbologies);
  return FALSE;
}

/* Sealed, so that a helper in strange hands cannot shrink it under us. */
static gboolean
ensure_memory (FoyerDecoderClient *self,
               gsize               needed)
{
  void *memory;

  if (self->capacity >= needed)
    return TRUE;
  drop_memory (self);
  self->memory_known = FALSE;
  self->memory_fd = memfd_create ("foyer-frame", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (self->memory_fd < 0)
    return FALSE;
  needed = MAX (needed, ROOM);
  if (ftruncate (self->memory_fd, (off_t) needed) < 0 || fcntl (self->memory_fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) < 0)
    {
      drop_memory (self);
      return FALSE;
    }
  memory = mmap (NULL, needed, PROT_READ | PROT_WRITE, MAP_SHARED, self->memory_fd, 0);
  if (memory == MAP_FAILED)
    {
      drop_memory (self);
      return FALSE;
    }
  self->memory = memory;
  self->capacity = needed;
  return TRUE;
}

static gboolean
put_frame (FoyerDecoderClient *self,
           FoyerFrame         *frame)
{
  gsize width = (gsize) foyer_frame_get_width (frame), height = (gsize) foyer_frame_get_height (frame);

  if (!ensure_memory (self, width * height))
    return FALSE;
  for (gsize y = 0; y < height; y++)
    memcpy (self->memory + y * width, foyer_frame_get_data (frame) + y * (gsize) foyer_frame_get_stride (frame), width);
  return TRUE;
}

static gboolean
send_request (FoyerDecoderClient *self,
              FoyerDecoderRequest request)
{
  request.symbologies = (guint32) self->symbologies;
  request.misses = self->misses;
  request.hit = (guint32) self->hit;
  request.capacity = self->capacity;
  if (!foyer_decoder_wire_send (self->socket, &request, sizeof request, self->memory_known ? -1 : self->memory_fd))
    return FALSE;
  self->memory_known = TRUE;
  return TRUE;
}

/* A process that was killed while it had nothing to do costs no frame. */
static gboolean
send_again (FoyerDecoderClient *self,
            FoyerDecoderRequest request)
{
  if (send_request (self, request))
    return TRUE;
  end_process (self);
  return ensure_process (self) && send_request (self, request);
}

static gboolean
add_code (GPtrArray               *codes,
          const FoyerDecoderReply *reply,
          gssize                   length)
{
  g_autoptr (FoyerCode) code = foyer_decoder_wire_unpack (reply, (gsize) length);

  if (code == NULL)
    return FALSE;
  for (guint i = 0; i < codes->len; i++)
    if (foyer_code_equal (codes->pdata[i], code))
      return TRUE;
  g_ptr_array_add (codes, g_steal_pointer (&code));
  return TRUE;
}

/* Milliseconds that the process has computed. */
static double
get_work (FoyerDecoderClient *self)
{
  struct timespec used;
  clockid_t       clock;

  if (clock_getcpuclockid (foyer_decoder_client_get_pid (self), &clock) != 0 || clock_gettime (clock, &used) != 0)
    return 0;
  return (double) used.tv_sec * 1000 + (double) used.tv_nsec / 1e6;
}

/* Reads answers to one request until it is done. On a busy machine the process
 * may wait for its turn: what has not worked for long is given some more time.
 */
static Answer
await_done (FoyerDecoderClient *self,
            GPtrArray          *codes,
            int                 patience_ms,
            guint              *try,
            GCancellable       *cancellable)
{
  FoyerDecoderReply reply;
  gssize            length;
  double            work_ms = get_work (self);
  guint             waits = 0;

  while (TRUE)
    {
      Answer answer = receive (self, &reply, &length, patience_ms, cancellable);

      if (answer == ANSWER_NONE && ++waits < BUSY && get_work (self) - work_ms < patience_ms / 2.0)
        continue;
      if (answer != ANSWER_NONE)
        {
          waits = 0;
          work_ms = get_work (self);
        }

      switch (answer)
        {
        case ANSWER_PROGRESS:
          *try = reply.number;
          break;
        case ANSWER_CODE:
          if (!add_code (codes, &reply, length))
            return ANSWER_LOST;
          break;
        case ANSWER_DONE:
          self->misses = reply.misses;
          self->hit = reply.hit != 0;
          return answer;
        case ANSWER_CANCELLED:
          return answer;
        case ANSWER_NONE:
        case ANSWER_LOST:
        default:
          return ANSWER_LOST;
        }
    }
}

static void
cut_off (FoyerDecoderClient *self)
{
  g_message ("A picture crashed or stopped the decoder process; it is started again");
  end_process (self);
  self->restarts++;
}

/**
 * foyer_decoder_client_decode:
 * @self: a client
 * @frame: the newest frame of a camera
 *
 * As foyer_decoder_decode(), in the other process. A frame that it does not
 * come back from within a second is given up.
 *
 * Returns: (transfer full) (element-type FoyerCode): what was found
 */
GPtrArray *
foyer_decoder_client_decode (FoyerDecoderClient *self,
                             FoyerFrame         *frame)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_code_unref);
  gint64              started_us = g_get_monotonic_time ();
  FoyerDecoderRequest request = { .width = foyer_frame_get_width (frame), .height = foyer_frame_get_height (frame), .time_us = foyer_frame_get_time (frame), .budget_ms = FOYER_DECODER_BUDGET_MS };
  guint               try = 0;

  g_return_val_if_fail (self != NULL && frame != NULL, NULL);

  if (ensure_process (self) && put_frame (self, frame))
    {
      if (!send_again (self, request) || await_done (self, codes, FRAME_MS, &try, NULL) != ANSWER_DONE)
        {
          cut_off (self);
          self->misses++;
          self->hit = FALSE;
        }
    }
  else if (self->inside != NULL)
    {
      g_clear_pointer (&codes, g_ptr_array_unref);
      codes = foyer_decoder_decode (self->inside, frame);
    }
  self->last_ms = (double) (g_get_monotonic_time () - started_us) / 1000;
  return g_steal_pointer (&codes);
}

/**
 * foyer_decoder_client_decode_still:
 * @self: a client
 * @frame: a photograph or a picture file
 * @cancellable: (nullable): to give up early, with what was found so far
 *
 * As foyer_decoder_decode_still(), in the other process. A try that crashes
 * it, or that it does not come back from, is passed over.
 *
 * Returns: (transfer full) (element-type FoyerCode): what was found
 */
GPtrArray *
foyer_decoder_client_decode_still (FoyerDecoderClient *self,
                                   FoyerFrame         *frame,
                                   GCancellable       *cancellable)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_code_unref);
  gint64 started_us = g_get_monotonic_time ();
  guint  begin = 0;

  g_return_val_if_fail (self != NULL && frame != NULL, NULL);

  while (ensure_process (self) && put_frame (self, frame))
    {
      double              left_ms = FOYER_DECODER_STILL_BUDGET_MS - (double) (g_get_monotonic_time () - started_us) / 1000;
      FoyerDecoderRequest request = { .width = foyer_frame_get_width (frame), .height = foyer_frame_get_height (frame), .still = TRUE, .begin = begin, .budget_ms = left_ms };
      Answer              answer = ANSWER_LOST;
      guint               misses = self->misses;
      gboolean            hit = self->hit;

      if (begin > 0 && (left_ms <= 0 || codes->len > 0))
        break;
      if (send_again (self, request))
        answer = await_done (self, codes, TRY_MS, &begin, cancellable);
      self->misses = misses;
      self->hit = hit;
      if (answer == ANSWER_DONE)
        break;
      if (answer == ANSWER_CANCELLED)
        {
          end_process (self);
          break;
        }
      cut_off (self);
      begin++;
    }
  if (self->inside != NULL)
    {
      g_clear_pointer (&codes, g_ptr_array_unref);
      codes = foyer_decoder_decode_still (self->inside, frame, cancellable);
    }
  self->last_ms = (double) (g_get_monotonic_time () - started_us) / 1000;
  return g_steal_pointer (&codes);
}

/**
 * foyer_decoder_client_get_milliseconds:
 * @self: a client
 *
 * Returns: how long the last picture took, the way to the process and back
 *   included
 */
double
foyer_decoder_client_get_milliseconds (const FoyerDecoderClient *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->last_ms;
}

/**
 * foyer_decoder_client_get_restarts:
 * @self: a client
 *
 * Returns: how often a picture had to be cut off
 */
guint
foyer_decoder_client_get_restarts (const FoyerDecoderClient *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->restarts;
}

/**
 * foyer_decoder_client_get_pid:
 * @self: a client
 *
 * Returns: the process that decodes now, 0 when there is none
 */
int
foyer_decoder_client_get_pid (const FoyerDecoderClient *self)
{
  const char *identifier;

  g_return_val_if_fail (self != NULL, 0);
  identifier = self->process != NULL ? g_subprocess_get_identifier (self->process) : NULL;
  return identifier != NULL ? atoi (identifier) : 0;
}
