/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Runs a fuzz target without a fuzzer: once on every file of its corpus (the
 * folder given), then on seeded mutations of them. Under clang the targets link
 * with -fsanitize=fuzzer instead of this file.
 */
#include <glib.h>

#include <string.h>

#include "foyer-random.h"

#define MUTATIONS 20000
#define LENGTH_MAX 8192

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static GPtrArray *
load_corpus (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (path, 0, &error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GPtrArray  *corpus = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  /* the order of a folder is chance; the seed must mean the same everywhere */
  g_ptr_array_sort_values (names, (GCompareFunc) g_strcmp0);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *file = g_build_filename (path, names->pdata[i], NULL);
      char            *contents;
      gsize            length;

      g_file_get_contents (file, &contents, &length, &error);
      g_assert_no_error (error);
      g_ptr_array_add (corpus, g_bytes_new_take (contents, length));
    }
  g_assert_cmpuint (corpus->len, >, 0);
  return corpus;
}

/* A copy of exactly the size lets a memory checker see each byte too far. */
static void
feed (const void *data, gsize size)
{
  g_autofree guint8 *exact = g_memdup2 (data, size);

  LLVMFuzzerTestOneInput (size > 0 ? exact : (const guint8 *) "", size);
}

static void
test_corpus (gconstpointer path)
{
  g_autoptr (GPtrArray) corpus = load_corpus (path);

  feed ("", 0);
  for (guint i = 0; i < corpus->len; i++)
    feed (g_bytes_get_data (corpus->pdata[i], NULL), g_bytes_get_size (corpus->pdata[i]));
}

static void
mutate_once (GByteArray *bytes, GPtrArray *corpus, FoyerRandom *random)
{
  static const guint8 telling[] = { 0, 1, '"', '\\', '{', '}', '[', ']', ',', ':', '-', '.', '0', '9', 'e', 'u', ' ', 0x7f, 0x80, 0xc2, 0xe2, 0xf0, 0xff };
  guint               place = bytes->len > 0 ? foyer_random_below (random, bytes->len) : 0;
  GBytes             *other;
  guint               start, length;

  switch (foyer_random_below (random, 7))
    {
    case 0: /* flip a bit */
      if (bytes->len > 0)
        bytes->data[place] ^= 1 << foyer_random_below (random, 8);
      break;
    case 1: /* set a byte that means something */
      if (bytes->len > 0)
        bytes->data[place] = telling[foyer_random_below (random, G_N_ELEMENTS (telling))];
      break;
    case 2: /* put one in */
      g_byte_array_append (bytes, telling, 1);
      memmove (bytes->data + place + 1, bytes->data + place, bytes->len - place - 1);
      bytes->data[place] = telling[foyer_random_below (random, G_N_ELEMENTS (telling))];
      break;
    case 3: /* take some out */
      if (bytes->len > 0)
        g_byte_array_remove_range (bytes, place, 1 + foyer_random_below (random, bytes->len - place));
      break;
    case 4: /* cut off */
      g_byte_array_set_size (bytes, place);
      break;
    case 5: /* say a piece again */
      if (bytes->len > 0)
        {
          g_autofree guint8 *piece = NULL;

          length = 1 + foyer_random_below (random, bytes->len - place);
          piece = g_memdup2 (bytes->data + place, length);
          g_byte_array_append (bytes, piece, length);
        }
      break;
    default: /* go on with a piece of another file */
      other = corpus->pdata[foyer_random_below (random, corpus->len)];
      if (g_bytes_get_size (other) > 0)
        {
          start = foyer_random_below (random, g_bytes_get_size (other));
          g_byte_array_set_size (bytes, place);
          g_byte_array_append (bytes, (const guint8 *) g_bytes_get_data (other, NULL) + start, g_bytes_get_size (other) - start);
        }
      break;
    }
  if (bytes->len > LENGTH_MAX)
    g_byte_array_set_size (bytes, LENGTH_MAX);
}

static void
test_mutations (gconstpointer path)
{
  g_autoptr (GPtrArray) corpus = load_corpus (path);
  FoyerRandom random;

  foyer_random_init_seed (&random, 20261);
  for (int i = 0; i < MUTATIONS; i++)
    {
      GBytes *seed = corpus->pdata[foyer_random_below (&random, corpus->len)];
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      g_byte_array_append (bytes, g_bytes_get_data (seed, NULL), MIN (g_bytes_get_size (seed), LENGTH_MAX));
      for (guint n = 1 + foyer_random_below (&random, 6); n > 0; n--)
        mutate_once (bytes, corpus, &random);
      feed (bytes->data, bytes->len);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  g_test_add_data_func ("/fuzz/every-file-of-the-corpus-is-survived", argv[1], test_corpus);
  g_test_add_data_func ("/fuzz/20000-mutations-of-the-corpus-are-survived", argv[1], test_mutations);
  return g_test_run ();
}
