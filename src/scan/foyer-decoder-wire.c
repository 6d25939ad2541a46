/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-decoder-wire.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/**
 * foyer_decoder_wire_send:
 * @socket: where to
 * @message: what
 * @length: bytes
 * @fd: a descriptor to send along, or -1
 *
 * Sends one message; blocks while the other side has too many to read.
 *
 * Returns: %FALSE when the other side is gone (see errno)
 */
gboolean
foyer_decoder_wire_send (int         socket,
                         const void *message,
                         gsize       length,
                         int         fd)
{
  struct iovec part = { (void *) message, length };
  union
  {
    struct cmsghdr header;
    char           room[CMSG_SPACE (sizeof (int))];
  } control = { 0 };
  struct msghdr header = { .msg_iov = &part, .msg_iovlen = 1 };
  ssize_t       sent;

  if (fd >= 0)
    {
      struct cmsghdr *rights;

      header.msg_control = &control;
      header.msg_controllen = sizeof control;
      rights = CMSG_FIRSTHDR (&header);
      rights->cmsg_level = SOL_SOCKET;
      rights->cmsg_type = SCM_RIGHTS;
      rights->cmsg_len = CMSG_LEN (sizeof (int));
      memcpy (CMSG_DATA (rights), &fd, sizeof fd);
    }
  do
    sent = sendmsg (socket, &header, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent == (ssize_t) length;
}

/**
 * foyer_decoder_wire_receive:
 * @socket: where from
 * @message: (out): room for it
 * @length: how much room
 * @fd: (out) (optional): a descriptor that came along, or -1
 *
 * Receives one message; blocks until it is there.
 *
 * Returns: its length; 0 when the other side is gone, -1 for an error or a
 *   message that is too long
 */
gssize
foyer_decoder_wire_receive (int   socket,
                            void *message,
                            gsize length,
                            int  *fd)
{
  struct iovec part = { message, length };
  union
  {
    struct cmsghdr header;
    char           room[CMSG_SPACE (sizeof (int))];
  } control;
  struct msghdr header = { .msg_iov = &part, .msg_iovlen = 1 };
  ssize_t       received;

  if (fd != NULL)
    {
      *fd = -1;
      header.msg_control = &control;
      header.msg_controllen = sizeof control;
    }
  do
    received = recvmsg (socket, &header, MSG_CMSG_CLOEXEC);
  while (received < 0 && errno == EINTR);
  if (received > 0 && fd != NULL)
    {
      struct cmsghdr *rights = CMSG_FIRSTHDR (&header);

      if (rights != NULL && rights->cmsg_level == SOL_SOCKET && rights->cmsg_type == SCM_RIGHTS && rights->cmsg_len == CMSG_LEN (sizeof (int)))
        memcpy (fd, CMSG_DATA (rights), sizeof *fd);
    }
  return received > 0 && (header.msg_flags & MSG_TRUNC) ? -1 : received;
}

/**
 * foyer_decoder_wire_pack:
 * @reply: (out): the message
 * @code: a code
 *
 * Returns: how long the message is
 */
gsize
foyer_decoder_wire_pack (FoyerDecoderReply *reply,
                         const FoyerCode   *code)
{
  gsize         length;
  const guint8 *data = g_bytes_get_data (foyer_code_get_bytes (code), &length);

  length = MIN (length, FOYER_DECODER_WIRE_DATA);
  memset (reply, 0, FOYER_DECODER_REPLY_HEADER);
  reply->kind = FOYER_DECODER_CODE;
  reply->symbology = (guint32) foyer_code_get_symbology (code);
  reply->engine = (guint32) foyer_code_get_engine (code);
  reply->milliseconds = foyer_code_get_milliseconds (code);
  reply->length = (guint32) length;
  foyer_code_get_corners (code, reply->corners);
  g_strlcpy (reply->attempt, foyer_code_get_attempt (code), sizeof reply->attempt);
  memcpy (reply->data, data, length);
  return FOYER_DECODER_REPLY_HEADER + length;
}

/**
 * foyer_decoder_wire_unpack:
 * @reply: a message of kind %FOYER_DECODER_CODE
 * @length: how long it was
 *
 * Returns: (transfer full) (nullable): the code; %NULL when the message is not
 *   sound
 */
FoyerCode *
foyer_decoder_wire_unpack (const FoyerDecoderReply *reply,
                           gsize                    length)
{
  if (length < FOYER_DECODER_REPLY_HEADER || reply->length > FOYER_DECODER_WIRE_DATA || reply->length == 0 ||
      length != FOYER_DECODER_REPLY_HEADER + reply->length || reply->engine > FOYER_SCAN_ENGINE_FOYER ||
      memchr (reply->attempt, '\0', sizeof reply->attempt) == NULL || !isfinite (reply->milliseconds))
    return NULL;
  switch ((int) reply->symbology)
    {
    case FOYER_SYMBOLOGY_QR:
    case FOYER_SYMBOLOGY_EAN_13:
    case FOYER_SYMBOLOGY_CODE_128:
    case FOYER_SYMBOLOGY_AZTEC:
    case FOYER_SYMBOLOGY_DATA_MATRIX:
    case FOYER_SYMBOLOGY_PDF_417:
      break;
    default:
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (reply->corners); i++)
    if (!isfinite (reply->corners[i].x) || !isfinite (reply->corners[i].y))
      return NULL;
  return foyer_code_new (reply->data, reply->length, (FoyerSymbology) reply->symbology, (FoyerScanEngine) reply->engine,
                         reply->attempt, reply->milliseconds, reply->corners);
}
