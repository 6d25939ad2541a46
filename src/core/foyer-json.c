/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-json.h"

#include <math.h>
#include <string.h>

#include "foyer-error.h"

#define NUMBER_MAX 128

static gboolean
refuse (GError **error, const char *reason, gsize place)
{
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID,
               "The message cannot be read: %s (byte %" G_GSIZE_FORMAT ").", reason, place);
  return FALSE;
}

/* Moves @place to the closing quote. */
static gboolean
check_string (const char *text, gsize length, gsize *place, GError **error)
{
  for (gsize i = *place + 1; i < length; i++)
    {
      if (text[i] == '"')
        {
          *place = i;
          return TRUE;
        }
      if (text[i] == '\\')
        {
          i++;
          if (length - i >= 5 && memcmp (text + i, "u0000", 5) == 0)
            return refuse (error, "a text holds a NUL character", i);
        }
    }
  return refuse (error, "a text does not end", *place);
}

/* Moves @place to the number's last character. */
static gboolean
check_number (const char *text, gsize length, gsize *place, GError **error)
{
  char     number[NUMBER_MAX];
  gsize    n = 0;
  gboolean whole = TRUE;

  while (*place + n < length && n < sizeof number && strchr ("+-.0123456789Ee", text[*place + n]) != NULL &&
         text[*place + n] != '\0')
    {
      number[n] = text[*place + n];
      if (number[n] == '.' || number[n] == 'e' || number[n] == 'E')
        whole = FALSE;
      n++;
    }
  if (n == sizeof number)
    return refuse (error, "a number is too long", *place);
  number[n] = '\0';
  if (whole ? !g_ascii_string_to_signed (number, 10, G_MININT64, G_MAXINT64, NULL, NULL) : !isfinite (g_ascii_strtod (number, NULL)))
    return refuse (error, "a number is none or too large", *place);
  *place += n - 1;
  return TRUE;
}

static gboolean
check_limits (const char *text, gsize length, gsize max_values, GError **error)
{
  gsize depth = 0, values = 0;

  if (length > FOYER_JSON_MAX_LENGTH)
    return refuse (error, "it is too long", length);
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '"')
        {
          if (!check_string (text, length, &i, error))
            return FALSE;
        }
      else if (text[i] == '-' || g_ascii_isdigit (text[i]))
        {
          if (!check_number (text, length, &i, error))
            return FALSE;
        }
      else if (text[i] == '[' || text[i] == '{')
        {
          if (++depth > FOYER_JSON_MAX_DEPTH)
            return refuse (error, "it is nested too deep", i);
          values++;
        }
      else if ((text[i] == ']' || text[i] == '}') && depth > 0)
        depth--;
      else if (text[i] == ',')
        values++;
      if (values > max_values)
        return refuse (error, "it holds too many values", i);
    }
  return TRUE;
}

JsonObject *
foyer_json_parse_object (const char *text, gssize length, GError **error)
{
  return foyer_json_parse_object_within (text, length, FOYER_JSON_MAX_VALUES, error);
}

JsonObject *
foyer_json_parse_object_within (const char *text, gssize length, gsize max_values, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  gsize     size;
  JsonNode *root;

  g_return_val_if_fail (text != NULL, NULL);

  size = length < 0 ? strlen (text) : (gsize) length;
  if (!check_limits (text, size, max_values, error))
    return NULL;
  parser = json_parser_new ();
  json_parser_set_strict (parser, TRUE);
  /* json-glib's own sentence quotes the content, which may be personal */
  if (!json_parser_load_from_data (parser, text, size, NULL))
    {
      g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The message cannot be read: it is no sound JSON.");
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The message cannot be read: it is no JSON object.");
      return NULL;
    }
  return json_node_dup_object (root);
}
