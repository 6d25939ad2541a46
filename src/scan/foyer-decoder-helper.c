/* SPDX-License-Identifier: GPL-3.0-or-later */
/* foyer-decoder: reads codes for another program and can be killed without
 * harm to it. It is started with a socket as descriptor 3, keeps no file open
 * and may write none, and ends when the socket is closed.
 */
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "foyer-decoder-wire.h"
#include "foyer-decoder.h"

/* Should the program that started this one be gone when a picture never ends,
 * nobody would cut it off.
 */
#define LONGEST_SECONDS 20
/* More memory than any picture needs; a picture that wants more is hostile. */
#define MEMORY ((rlim_t) 2 * 1024 * 1024 * 1024)

typedef struct
{
  FoyerDecoder  *decoder;
  FoyerSymbology symbologies;
  guint8        *memory;
  gsize          capacity;
} Helper;

static void
limit (int    what,
       rlim_t most)
{
  struct rlimit limits;

  if (getrlimit (what, &limits) < 0)
    return;
  limits.rlim_cur = MIN (limits.rlim_cur, most);
  limits.rlim_max = limits.rlim_cur;
  setrlimit (what, &limits);
}

/* Whoever breaks the engines with a picture finds little to do here. */
static void
give_up_rights (void)
{
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_FSIZE, 0);
  limit (RLIMIT_AS, MEMORY);
}

static gboolean
send_reply (const FoyerDecoderReply *reply,
            gsize                    length)
{
  return foyer_decoder_wire_send (FOYER_DECODER_WIRE_FD, reply, length, -1);
}

static void
send_plain (FoyerDecoderReply reply)
{
  if (!send_reply (&reply, FOYER_DECODER_REPLY_HEADER))
    _exit (0);
}

static void
watch_cb (guint            try,
          const FoyerCode *code,
          gpointer         user_data)
{
  FoyerDecoderReply reply;

  if (code == NULL)
    send_plain ((FoyerDecoderReply) { .kind = FOYER_DECODER_PROGRESS, .number = try });
  else if (!send_reply (&reply, foyer_decoder_wire_pack (&reply, code)))
    _exit (0);
}

static gboolean
map (Helper *self,
     int     fd,
     guint64 capacity)
{
  void *memory;

  if (self->memory != NULL)
    munmap (self->memory, self->capacity);
  self->memory = NULL;
  memory = mmap (NULL, capacity, PROT_READ, MAP_SHARED, fd, 0);
  close (fd);
  if (memory == MAP_FAILED)
    return FALSE;
  self->memory = memory;
  self->capacity = capacity;
  return TRUE;
}

static gboolean
answer (Helper                    *self,
        const FoyerDecoderRequest *request)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (FoyerFrame) frame = NULL;
  g_autoptr (GPtrArray) codes = NULL;

  if (self->memory == NULL)
    return FALSE;
  bytes = g_bytes_new_static (self->memory, self->capacity);
  frame = foyer_frame_new_for_bytes (bytes, request->width, request->height, request->width, request->time_us);
  if (frame == NULL)
    return FALSE;
  if (self->decoder == NULL || self->symbologies != (FoyerSymbology) request->symbologies)
    {
      g_clear_pointer (&self->decoder, foyer_decoder_free);
      self->symbologies = (FoyerSymbology) request->symbologies;
      self->decoder = foyer_decoder_new (self->symbologies);
    }
  alarm (LONGEST_SECONDS);
  if (request->still)
    codes = foyer_decoder_decode_still_from (self->decoder, frame, request->begin, request->budget_ms, watch_cb, NULL, NULL);
  else
    {
      foyer_decoder_set_budget (self->decoder, request->budget_ms);
      foyer_decoder_resume (self->decoder, request->misses, request->hit != 0);
      codes = foyer_decoder_decode (self->decoder, frame);
      for (guint i = 0; i < codes->len; i++)
        watch_cb (0, codes->pdata[i], NULL);
    }
  alarm (0);
  send_plain ((FoyerDecoderReply) {
    .kind = FOYER_DECODER_DONE,
    .misses = foyer_decoder_get_misses (self->decoder),
    .hit = foyer_decoder_get_hit (self->decoder),
    .milliseconds = foyer_decoder_get_milliseconds (self->decoder),
  });
  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  Helper              self = { NULL };
  FoyerDecoderRequest request;
  int                 fd;

  give_up_rights ();
  send_plain ((FoyerDecoderReply) { .kind = FOYER_DECODER_HELLO });
  while (foyer_decoder_wire_receive (FOYER_DECODER_WIRE_FD, &request, sizeof request, &fd) == (gssize) sizeof request)
    {
      if (fd >= 0 && !map (&self, fd, request.capacity))
        return 1;
      if (!answer (&self, &request))
        return 1;
    }
  return 0;
}
