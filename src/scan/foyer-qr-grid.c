/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-qr-grid.h"

#include <math.h>
#include <string.h>

#include "foyer-reed-solomon.h"

/* L, M, Q, H, as the tables below have them. */
#define LEVELS 4
#define MAX_WORDS 3706
#define MAX_BLOCKS 81

/* Check words in a block, by level and version (ISO/IEC 18004, table 9). */
static const guint8 checks_per_block[LEVELS][40] = {
  { 7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30 },
  { 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28 },
  { 13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30, 30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30 },
  { 17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30 },
};
static const guint8 blocks_per_code[LEVELS][40] = {
  { 1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25 },
  { 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49 },
  { 1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68 },
  { 1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81 },
};
/* The two bits of the format information that tell the level. */
static const guint8 level_of_bits[LEVELS] = { 1, 0, 3, 2 };

/* A code as words, in the order in which they stand in the grid. */
typedef struct
{
  guint8 word[MAX_WORDS];
  float  trust[MAX_WORDS]; /* of the least certain bit */
  int    words;
} Stream;

typedef struct
{
  const guint8 *bytes;
  gsize         bits;
  gsize         at;
} Bits;

static int
alignment_positions (int version,
                     int positions[7])
{
  int n = version / 7 + 2;
  int step, at;

  if (version == 1)
    return 0;
  step = version == 32 ? 26 : (version * 4 + n * 2 + 1) / (n * 2 - 2) * 2;
  positions[0] = 6;
  at = version * 4 + 10;
  for (int i = n - 1; i > 0; i--, at -= step)
    positions[i] = at;
  return n;
}

static void
put (guint8 *layout,
     int     size,
     int     x,
     int     y,
     int     cell)
{
  if (x >= 0 && y >= 0 && x < size && y < size)
    layout[y * size + x] = (guint8) cell;
}

static void
put_finder (guint8 *layout,
            int     size,
            int     cx,
            int     cy)
{
  for (int dy = -4; dy <= 4; dy++)
    for (int dx = -4; dx <= 4; dx++)
      {
        int ring = MAX (ABS (dx), ABS (dy));

        put (layout, size, cx + dx, cy + dy, ring == 2 || ring == 4 ? FOYER_QR_CELL_LIGHT : FOYER_QR_CELL_DARK);
      }
}

guint8 *
foyer_qr_grid_layout (int size)
{
  guint8 *layout = g_malloc0 ((gsize) size * size);
  int     version = (size - 17) / 4;
  int     positions[7];
  int     n = alignment_positions (version, positions);

  for (int i = 0; i < size; i++)
    {
      put (layout, size, i, 6, i % 2 == 0 ? FOYER_QR_CELL_DARK : FOYER_QR_CELL_LIGHT);
      put (layout, size, 6, i, i % 2 == 0 ? FOYER_QR_CELL_DARK : FOYER_QR_CELL_LIGHT);
    }
  for (int i = 0; i < n; i++)
    for (int k = 0; k < n; k++)
      {
        if ((i == 0 && k == 0) || (i == 0 && k == n - 1) || (i == n - 1 && k == 0))
          continue;
        for (int dy = -2; dy <= 2; dy++)
          for (int dx = -2; dx <= 2; dx++)
            put (layout, size, positions[k] + dx, positions[i] + dy, MAX (ABS (dx), ABS (dy)) == 1 ? FOYER_QR_CELL_LIGHT : FOYER_QR_CELL_DARK);
      }
  put_finder (layout, size, 3, 3);
  put_finder (layout, size, size - 4, 3);
  put_finder (layout, size, 3, size - 4);
  for (int i = 0; i < 9; i++)
    {
      if (i != 6)
        {
          put (layout, size, i, 8, FOYER_QR_CELL_INFO);
          put (layout, size, 8, i, FOYER_QR_CELL_INFO);
        }
      if (i < 8)
        {
          put (layout, size, size - 1 - i, 8, FOYER_QR_CELL_INFO);
          put (layout, size, 8, size - 1 - i, FOYER_QR_CELL_INFO);
        }
    }
  put (layout, size, 8, size - 8, FOYER_QR_CELL_DARK);
  if (version >= 7)
    for (int i = 0; i < 6; i++)
      for (int k = 0; k < 3; k++)
        {
          put (layout, size, i, size - 11 + k, FOYER_QR_CELL_INFO);
          put (layout, size, size - 11 + k, i, FOYER_QR_CELL_INFO);
        }
  return layout;
}

/* The fifteen bits of level and mask, with their checks (BCH 15,5) and the
 * pattern laid over them.
 */
static guint
format_word (guint data)
{
  guint rest = data;

  for (guint i = 0; i < 10; i++)
    rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  return (data << 10 | rest) ^ 0x5412;
}

static float
module_at (const float *modules,
           int          size,
           int          x,
           int          y)
{
  return modules[y * size + x];
}

/* Sums how sure both copies are of each bit, which beats reading either. The
 * best and the second best guess are returned.
 */
static float
read_format (const float *modules,
             int          size,
             guint        guesses[2])
{
  static const gint8 places[15][2] = { { 8, 0 }, { 8, 1 }, { 8, 2 }, { 8, 3 }, { 8, 4 }, { 8, 5 }, { 8, 7 }, { 8, 8 }, { 7, 8 }, { 5, 8 }, { 4, 8 }, { 3, 8 }, { 2, 8 }, { 1, 8 }, { 0, 8 } };
  float              bits[15], best = -G_MAXFLOAT, second = -G_MAXFLOAT, sum = 0;

  for (int i = 0; i < 15; i++)
    {
      bits[i] = module_at (modules, size, places[i][0], places[i][1]);
      bits[i] += i < 8 ? module_at (modules, size, size - 1 - i, 8) : module_at (modules, size, 8, size - 15 + i);
      sum += fabsf (bits[i]);
    }
  guesses[0] = guesses[1] = 0;
  for (guint data = 0; data < 32; data++)
    {
      guint word = format_word (data);
      float score = 0;

      for (int i = 0; i < 15; i++)
        score += word >> i & 1 ? bits[i] : -bits[i];
      if (score > best)
        {
          second = best;
          guesses[1] = guesses[0];
          best = score;
          guesses[0] = data;
        }
      else if (score > second)
        {
          second = score;
          guesses[1] = data;
        }
    }
  return sum > 0 ? best / sum : 0;
}

static gboolean
is_masked (guint mask,
           int   x,
           int   y)
{
  switch (mask)
    {
    case 0:
      return (x + y) % 2 == 0;
    case 1:
      return y % 2 == 0;
    case 2:
      return x % 3 == 0;
    case 3:
      return (x + y) % 3 == 0;
    case 4:
      return (x / 3 + y / 2) % 2 == 0;
    case 5:
      return x * y % 2 + x * y % 3 == 0;
    case 6:
      return (x * y % 2 + x * y % 3) % 2 == 0;
    default:
      return ((x + y) % 2 + x * y % 3) % 2 == 0;
    }
}

/* Two columns at a time from the right, up and down in turn. */
static void
read_words (const float  *modules,
            const guint8 *layout,
            int           size,
            guint         mask,
            Stream       *stream)
{
  int bit = 0;

  memset (stream, 0, sizeof *stream);
  for (int right = size - 1; right >= 1; right -= 2)
    {
      if (right == 6)
        right = 5;
      for (int i = 0; i < size; i++)
        for (int k = 0; k < 2; k++)
          {
            int      x = right - k;
            gboolean up = ((right + 1) & 2) == 0;
            int      y = up ? size - 1 - i : i;
            int      word = bit / 8;
            float    value;

            if (layout[y * size + x] != FOYER_QR_CELL_DATA || word >= MAX_WORDS)
              continue;
            value = modules[y * size + x];
            if ((value > 0) != is_masked (mask, x, y))
              stream->word[word] |= (guint8) (0x80 >> (bit & 7));
            stream->trust[word] = (bit & 7) == 0 ? fabsf (value) : MIN (stream->trust[word], fabsf (value));
            bit++;
          }
    }
  stream->words = bit / 8;
}

/* Repairs one block, first taking everything at its word and then trusting
 * less and less of it.
 */
static gboolean
repair (guint8      *block,
        const float *trust,
        int          length,
        int          checks)
{
  static const float limits[] = { 0.12f, 0.25f, 0.4f };
  int                erased[256], order[256];
  int                most = checks - MAX (4, checks / 4);
  int                before = -1;

  if (foyer_reed_solomon_repair (block, length, checks, NULL, 0, checks <= 10 ? 2 : 0) >= 0)
    return TRUE;
  for (int i = 0; i < length; i++)
    {
      int at = i;

      while (at > 0 && trust[order[at - 1]] > trust[i])
        {
          order[at] = order[at - 1];
          at--;
        }
      order[at] = i;
    }
  for (guint l = 0; l < G_N_ELEMENTS (limits) + 2; l++)
    {
      int n = 0;

      if (l < G_N_ELEMENTS (limits))
        while (n < length && trust[order[n]] < limits[l])
          n++;
      else
        n = l == G_N_ELEMENTS (limits) ? most / 2 : most;
      n = MIN (n, most);
      if (n == before || n == 0)
        continue;
      before = n;
      memcpy (erased, order, sizeof (int) * (gsize) n);
      if (foyer_reed_solomon_repair (block, length, checks, erased, n, 3) >= 0)
        return TRUE;
    }
  return FALSE;
}

/* Takes the blocks apart, repairs each, and puts their data together. */
static int
repair_all (const Stream *stream,
            int           version,
            int           level,
            guint8       *data)
{
  int blocks = blocks_per_code[level][version - 1];
  int checks = checks_per_block[level][version - 1];
  int shorter = stream->words / blocks;
  int n_short = blocks - stream->words % blocks;
  int total = 0;

  for (int b = 0; b < blocks; b++)
    {
      guint8 block[256];
      float  trust[256];
      int    length = shorter + (b >= n_short);
      int    n_data = length - checks;

      if (length > 255 || n_data < 1)
        return 0;
      for (int i = 0; i < n_data; i++)
        {
          int from = i < shorter - checks ? i * blocks + b : i * blocks + b - n_short;

          block[i] = stream->word[from];
          trust[i] = stream->trust[from];
        }
      for (int i = 0; i < checks; i++)
        {
          int from = (shorter - checks) * blocks + (blocks - n_short) + i * blocks + b;

          block[n_data + i] = stream->word[from];
          trust[n_data + i] = stream->trust[from];
        }
      if (!repair (block, trust, length, checks))
        return 0;
      memcpy (data + total, block, (gsize) n_data);
      total += n_data;
    }
  return total;
}

static gboolean
take (Bits  *bits,
      guint  n,
      guint *value)
{
  *value = 0;
  if (bits->at + n > bits->bits)
    return FALSE;
  for (guint i = 0; i < n; i++, bits->at++)
    *value = *value << 1 | (bits->bytes[bits->at / 8] >> (7 - bits->at % 8) & 1);
  return TRUE;
}

static gboolean
take_digits (Bits       *bits,
             guint       count,
             GByteArray *out)
{
  while (count > 0)
    {
      guint  n = MIN (count, 3);
      guint  value;
      guint8 digits[3];

      if (!take (bits, n * 3 + 1, &value))
        return FALSE;
      for (guint i = n; i-- > 0; value /= 10)
        digits[i] = (guint8) ('0' + value % 10);
      if (value > 0)
        return FALSE;
      g_byte_array_append (out, digits, n);
      count -= n;
    }
  return TRUE;
}

static gboolean
take_letters (Bits       *bits,
              guint       count,
              GByteArray *out)
{
  static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

  while (count > 0)
    {
      guint  n = MIN (count, 2);
      guint  value;
      guint8 letters[2];

      if (!take (bits, n == 2 ? 11 : 6, &value) || value >= (n == 2 ? 45 * 45 : 45))
        return FALSE;
      letters[0] = (guint8) alphabet[n == 2 ? value / 45 : value];
      letters[1] = (guint8) alphabet[value % 45];
      g_byte_array_append (out, letters, n);
      count -= n;
    }
  return TRUE;
}

/* Thirteen bits a character of JIS X 0208, handed on as Shift JIS. */
static gboolean
take_kanji (Bits       *bits,
            guint       count,
            GByteArray *out)
{
  for (; count > 0; count--)
    {
      guint  value, pair;
      guint8 bytes[2];

      if (!take (bits, 13, &value))
        return FALSE;
      pair = value / 0xc0 << 8 | value % 0xc0;
      pair += pair < 0x1f00 ? 0x8140 : 0xc140;
      bytes[0] = (guint8) (pair >> 8);
      bytes[1] = (guint8) pair;
      g_byte_array_append (out, bytes, 2);
    }
  return TRUE;
}

static gboolean
take_bytes (Bits       *bits,
            guint       count,
            GByteArray *out)
{
  for (; count > 0; count--)
    {
      guint  value;
      guint8 byte;

      if (!take (bits, 8, &value))
        return FALSE;
      byte = (guint8) value;
      g_byte_array_append (out, &byte, 1);
    }
  return TRUE;
}

/* One to three bytes that name a character set, which nobody here asks for. */
static gboolean
skip_designator (Bits *bits)
{
  guint value, more;

  if (!take (bits, 8, &value))
    return FALSE;
  if ((value & 0x80) == 0)
    return TRUE;
  return take (bits, (value & 0xc0) == 0x80 ? 8 : 16, &more);
}

/* After the end come bytes of two kinds in turn; anything else was repaired
 * into something that was never printed.
 */
static gboolean
ends_well (Bits *bits)
{
  guint value;

  while (bits->at % 8 != 0)
    if (!take (bits, 1, &value) || value != 0)
      return FALSE;
  for (guint i = 0; bits->at + 8 <= bits->bits; i++)
    if (!take (bits, 8, &value) || (value != (i % 2 == 0 ? 0xec : 0x11) && value != 0))
      return FALSE;
  return TRUE;
}

static GByteArray *
read_text (const guint8 *data,
           int           length,
           int           version)
{
  static const guint8 lengths[3][3] = { { 10, 12, 14 }, { 9, 11, 13 }, { 8, 16, 16 } };
  Bits                bits = { data, (gsize) length * 8, 0 };
  int                 range = version < 10 ? 0 : version < 27 ? 1
                                                              : 2;
  g_autoptr (GByteArray) out = g_byte_array_new ();

  while (bits.at + 4 <= bits.bits)
    {
      guint    mode, count, skipped;
      gboolean ok = TRUE;

      take (&bits, 4, &mode);
      if (mode == 0)
        return ends_well (&bits) && out->len > 0 ? g_steal_pointer (&out) : NULL;
      switch (mode)
        {
        case 1:
          ok = take (&bits, lengths[0][range], &count) && take_digits (&bits, count, out);
          break;
        case 2:
          ok = take (&bits, lengths[1][range], &count) && take_letters (&bits, count, out);
          break;
        case 4:
          ok = take (&bits, lengths[2][range], &count) && take_bytes (&bits, count, out);
          break;
        case 8:
          ok = take (&bits, 8 + 2 * (guint) range, &count) && take_kanji (&bits, count, out);
          break;
        case 3: /* one of several */
          ok = take (&bits, 16, &skipped);
          break;
        case 5: /* the two kinds of GS1 */
          break;
        case 9:
          ok = take (&bits, 8, &skipped);
          break;
        case 7:
          ok = skip_designator (&bits);
          break;
        default:
          return NULL;
        }
      if (!ok)
        return NULL;
    }
  return out->len > 0 ? g_steal_pointer (&out) : NULL;
}

guint8 *
foyer_qr_grid_decode (const float  *modules,
                      const guint8 *layout,
                      int           size,
                      gsize        *length)
{
  int                version = (size - 17) / 4;
  g_autofree Stream *stream = NULL;
  guint8             data[MAX_WORDS];
  guint              guesses[2];

  g_return_val_if_fail (size >= FOYER_QR_MIN_SIZE && size <= FOYER_QR_MAX_SIZE && (size - 17) % 4 == 0, NULL);

  *length = 0;
  if (read_format (modules, size, guesses) < 0.3f)
    return NULL;
  stream = g_new (Stream, 1);
  for (guint i = 0; i < G_N_ELEMENTS (guesses); i++)
    {
      int         level = level_of_bits[guesses[i] >> 3];
      int         n;
      GByteArray *text;

      read_words (modules, layout, size, guesses[i] & 7, stream);
      n = repair_all (stream, version, level, data);
      text = n > 0 ? read_text (data, n, version) : NULL;
      if (text != NULL)
        {
          *length = text->len;
          return g_byte_array_free (text, FALSE);
        }
    }
  return NULL;
}
