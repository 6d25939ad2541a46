/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-layout-picture.h"

#include <string.h>

#include "foyer-error.h"

/* A PNG begins with a signature and the IHDR chunk: length, name, width, height
 * (https://www.w3.org/TR/png-3/#11IHDR). */
#define SIGNATURE "\x89PNG\r\n\x1a\n"
#define HEADER_SIZE 33

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, sentence);
  return FALSE;
}

static guint32
read_number (const guint8 *bytes)
{
  return ((guint32) bytes[0] << 24) | ((guint32) bytes[1] << 16) | ((guint32) bytes[2] << 8) | bytes[3];
}

gboolean
foyer_layout_picture_check (GBytes *png, GError **error)
{
  gsize         size;
  const guint8 *data = g_bytes_get_data (png, &size);
  guint32       width, height;

  if (size > FOYER_LAYOUT_PICTURE_MAX_BYTES)
    return refuse (error, "The picture is too large; 512 KB are allowed.");
  if (size < HEADER_SIZE || memcmp (data, SIGNATURE, 8) != 0 || memcmp (data + 12, "IHDR", 4) != 0)
    return refuse (error, "The picture is no PNG.");
  width = read_number (data + 16);
  height = read_number (data + 20);
  if (width == 0 || height == 0 || width > FOYER_LAYOUT_PICTURE_MAX_SIDE || height > FOYER_LAYOUT_PICTURE_MAX_SIDE)
    return refuse (error, "The picture has more than 4096 pixels on a side, or none.");
  return TRUE;
}

FoyerId
foyer_layout_picture_id (GBytes *png)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, png);

  return foyer_id_derive (digest, &FOYER_ID_NONE, &FOYER_ID_NONE);
}

GBytes *
foyer_layout_picture_decode (const char *base64, GError **error)
{
  gsize   size;
  guint8 *data;
  g_autoptr (GBytes) png = NULL;

  if (strlen (base64) > FOYER_LAYOUT_PICTURE_MAX_BYTES / 3 * 4 + 8)
    {
      refuse (error, "The picture is too large; 512 KB are allowed.");
      return NULL;
    }
  data = g_base64_decode (base64, &size);
  png = g_bytes_new_take (data, size);
  return foyer_layout_picture_check (png, error) ? g_steal_pointer (&png) : NULL;
}
