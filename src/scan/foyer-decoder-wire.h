/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-code.h"

G_BEGIN_DECLS

/* What a program and its decoder process say to each other, over a socket
 * that keeps messages apart (SOCK_SEQPACKET). Both are of the same build, so
 * there are no versions; but the helper reads pictures that strangers hold up,
 * so what it answers is checked like anything from outside.
 *
 * The picture itself lies in shared memory: its descriptor comes with the
 * first request and again whenever a larger one is needed.
 */

/* Where the helper finds the socket. */
#define FOYER_DECODER_WIRE_FD 3

/* Nothing that a code can hold is longer. */
#define FOYER_DECODER_WIRE_DATA 8192

typedef struct
{
  guint32 symbologies;
  gint32  width; /* rows follow each other without a gap */
  gint32  height;
  guint32 still;  /* a single picture, with everything that can be tried */
  guint32 begin;  /* a still: the try to begin with */
  guint32 misses; /* a camera: frames without a code before this one */
  guint32 hit;    /* a camera: whether the frame before had one */
  guint32 padding;
  guint64 capacity; /* bytes of the shared memory */
  gint64  time_us;
  double  budget_ms;
} FoyerDecoderRequest;

typedef enum
{
  FOYER_DECODER_HELLO,    /* ready, once */
  FOYER_DECODER_PROGRESS, /* a still: the try @number begins */
  FOYER_DECODER_CODE,     /* something was read */
  FOYER_DECODER_DONE,     /* the picture is done */
} FoyerDecoderReplyKind;

typedef struct
{
  guint32    kind;
  guint32    number;
  guint32    misses; /* done */
  guint32    hit;
  double     milliseconds;
  guint32    symbology; /* code */
  guint32    engine;
  guint32    length;
  guint32    padding;
  FoyerPoint corners[4];
  char       attempt[40];
  guint8     data[FOYER_DECODER_WIRE_DATA]; /* only as much as @length is sent */
} FoyerDecoderReply;

gboolean   foyer_decoder_wire_send (int socket, const void *message, gsize length, int fd);
gssize     foyer_decoder_wire_receive (int socket, void *message, gsize length, int *fd);
gsize      foyer_decoder_wire_pack (FoyerDecoderReply *reply, const FoyerCode *code);
FoyerCode *foyer_decoder_wire_unpack (const FoyerDecoderReply *reply, gsize length);

/* How long a reply is without a code's data. */
#define FOYER_DECODER_REPLY_HEADER ((gsize) G_STRUCT_OFFSET (FoyerDecoderReply, data))

G_END_DECLS
