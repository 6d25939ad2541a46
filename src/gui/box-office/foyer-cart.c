/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-cart.h"

/* event, currency, parked at, reason and approver of other prices, lines of: category, name, colour, price, full price, VAT rate, count */
#define LINES_TYPE "a(sssxxii)"
#define CART_TYPE "(ssxss" LINES_TYPE ")"
#define PARKED_TYPE "a" CART_TYPE

/* As it was before prices could be set. */
#define OLD_LINES_TYPE "a(sssxii)"
#define OLD_PARKED_TYPE "a(ssx" OLD_LINES_TYPE ")"

static void
line_free (FoyerCartLine *line)
{
  g_free (line->name);
  g_free (line->colour);
  g_free (line);
}

FoyerCart *
foyer_cart_new (const FoyerId *event, const char *currency)
{
  FoyerCart *self = g_new0 (FoyerCart, 1);

  self->event = *event;
  self->currency = g_strdup (currency);
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  return self;
}

void
foyer_cart_free (FoyerCart *self)
{
  if (self == NULL)
    return;
  g_free (self->currency);
  g_free (self->reason);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

gboolean
foyer_cart_is_empty (const FoyerCart *self)
{
  return self == NULL || self->lines->len == 0;
}

FoyerCartLine *
foyer_cart_get (const FoyerCart *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->lines->len, NULL);

  return self->lines->pdata[index];
}

static guint
find_line (const FoyerCart *self, const FoyerId *category)
{
  guint index = 0;

  while (index < self->lines->len && !foyer_id_equal (&foyer_cart_get (self, index)->category, category))
    index++;
  return index;
}

int
foyer_cart_count (const FoyerCart *self, const FoyerId *category)
{
  guint index = self != NULL ? find_line (self, category) : 0;

  return self != NULL && index < self->lines->len ? foyer_cart_get (self, index)->count : 0;
}

int
foyer_cart_count_all (const FoyerCart *self)
{
  int count = 0;

  for (guint i = 0; self != NULL && i < self->lines->len; i++)
    count += foyer_cart_get (self, i)->count;
  return count;
}

gint64
foyer_cart_total (const FoyerCart *self)
{
  gint64 total = 0;

  for (guint i = 0; self != NULL && i < self->lines->len; i++)
    total += foyer_cart_get (self, i)->price * foyer_cart_get (self, i)->count;
  return total;
}

static FoyerCartLine *
append_line (FoyerCart *self, const FoyerId *category, const char *name, const char *colour, gint64 price, gint64 full_price, int vat_rate)
{
  FoyerCartLine *line = g_new0 (FoyerCartLine, 1);

  line->category = *category;
  line->name = g_strdup (name);
  line->colour = g_strdup (colour);
  line->price = price;
  line->full_price = full_price;
  line->vat_rate = vat_rate;
  g_ptr_array_add (self->lines, line);
  return line;
}

gboolean
foyer_cart_add (FoyerCart *self, const FoyerCategory *category, int count)
{
  guint index = find_line (self, &category->id);

  g_return_val_if_fail (count > 0, FALSE);

  if (count > FOYER_CART_LINE_MAX - foyer_cart_count (self, &category->id))
    return FALSE;
  if (index == self->lines->len)
    append_line (self, &category->id, category->name, category->colour, category->price, category->price, category->vat_rate);
  foyer_cart_get (self, index)->count += count;
  self->current = index;
  return TRUE;
}

void
foyer_cart_set_count (FoyerCart *self, guint index, int count)
{
  g_return_if_fail (index < self->lines->len && count <= FOYER_CART_LINE_MAX);

  self->current = index;
  if (count > 0)
    foyer_cart_get (self, index)->count = count;
  else
    g_ptr_array_remove_index (self->lines, index);
  if (self->current >= self->lines->len && self->current > 0)
    self->current = self->lines->len - 1;
}

FoyerCart *
foyer_cart_copy (const FoyerCart *self)
{
  FoyerCart *copy = foyer_cart_new (&self->event, self->currency);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const FoyerCartLine *line = foyer_cart_get (self, i);

      append_line (copy, &line->category, line->name, line->colour, line->price, line->full_price, line->vat_rate)->count = line->count;
    }
  copy->current = self->current;
  copy->parked_at = self->parked_at;
  copy->reason = g_strdup (self->reason);
  copy->approver = self->approver;
  return copy;
}

void
foyer_cart_set_price (FoyerCart *self, guint index, gint64 price, const char *reason, const FoyerId *approver)
{
  g_return_if_fail (index < self->lines->len && price >= 0);

  foyer_cart_get (self, index)->price = price;
  g_set_str (&self->reason, reason);
  self->approver = *approver;
  self->current = index;
}

FoyerOrder *
foyer_cart_to_order (const FoyerCart *self, gboolean comp)
{
  FoyerOrder *order = foyer_order_new ();

  order->event = self->event;
  order->currency = g_strdup (self->currency);
  order->channel = comp ? FOYER_CHANNEL_COMP : FOYER_CHANNEL_BOX_OFFICE;
  order->reason = g_strdup (self->reason);
  order->approver = self->approver;
  for (guint i = 0; i < self->lines->len; i++)
    {
      const FoyerCartLine *line = foyer_cart_get (self, i);

      for (int n = 0; n < line->count; n++)
        {
          FoyerTicket *ticket = foyer_order_add (order, foyer_ticket_new (), NULL);

          ticket->category = line->category;
          ticket->price = comp ? 0 : line->price;
          ticket->discount = line->full_price - ticket->price;
          ticket->vat_rate = line->vat_rate;
        }
    }
  return order;
}

void
foyer_parked_cart_free (FoyerParkedCart *self)
{
  if (self == NULL)
    return;
  foyer_cart_free (self->cart);
  g_free (self);
}

static gboolean
read_line (FoyerCart *cart, GVariant *value)
{
  const char *category_text, *name, *colour;
  gint64      price, full_price;
  int         vat_rate, count;
  FoyerId     category;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE ("(sssxii)")))
    {
      g_variant_get (value, "(&s&s&sxii)", &category_text, &name, &colour, &price, &vat_rate, &count);
      full_price = price;
    }
  else
    g_variant_get (value, "(&s&s&sxxii)", &category_text, &name, &colour, &price, &full_price, &vat_rate, &count);
  if (!foyer_id_parse (category_text, &category) || price < 0 || full_price < 0 || count < 1 || count > FOYER_CART_LINE_MAX)
    return FALSE;
  append_line (cart, &category, name, colour, price, full_price, vat_rate)->count = count;
  return TRUE;
}

static FoyerParkedCart *
read_parked (GVariant *value)
{
  const char *event_text, *currency, *reason = "", *approver = "";
  FoyerTime   parked_at;
  FoyerId     event;
  g_autoptr (GVariant) lines = NULL;
  g_autoptr (FoyerCart) cart = NULL;
  FoyerParkedCart *parked;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE (CART_TYPE)))
    g_variant_get (value, "(&s&sx&s&s@" LINES_TYPE ")", &event_text, &currency, &parked_at, &reason, &approver, &lines);
  else
    g_variant_get (value, "(&s&sx@" OLD_LINES_TYPE ")", &event_text, &currency, &parked_at, &lines);
  if (!foyer_id_parse (event_text, &event))
    return NULL;
  cart = foyer_cart_new (&event, currency);
  if (*reason != '\0')
    cart->reason = g_strdup (reason);
  foyer_id_parse (approver, &cart->approver);
  for (gsize i = 0; i < g_variant_n_children (lines); i++)
    {
      g_autoptr (GVariant) line = g_variant_get_child_value (lines, i);

      if (!read_line (cart, line))
        return NULL;
    }
  if (foyer_cart_is_empty (cart))
    return NULL;
  cart->current = cart->lines->len - 1;
  parked = g_new0 (FoyerParkedCart, 1);
  parked->cart = g_steal_pointer (&cart);
  parked->parked_at = parked_at;
  return parked;
}

GPtrArray *
foyer_parked_carts_parse (const char *text)
{
  GPtrArray *carts = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_parked_cart_free);
  g_autoptr (GVariant) value = text != NULL ? g_variant_parse (G_VARIANT_TYPE (PARKED_TYPE), text, NULL, NULL, NULL) : NULL;

  if (value == NULL && text != NULL)
    value = g_variant_parse (G_VARIANT_TYPE (OLD_PARKED_TYPE), text, NULL, NULL, NULL);
  for (gsize i = 0; value != NULL && i < g_variant_n_children (value); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (value, i);
      FoyerParkedCart *parked = read_parked (child);

      if (parked != NULL)
        g_ptr_array_add (carts, parked);
    }
  return carts;
}

static GVariant *
write_cart (const FoyerCart *cart, FoyerTime parked_at)
{
  g_auto (GVariantBuilder) lines = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (LINES_TYPE));
  char event[FOYER_ID_TEXT_LENGTH + 1], approver[FOYER_ID_TEXT_LENGTH + 1] = "";

  if (!foyer_id_is_none (&cart->approver))
    foyer_id_print (&cart->approver, approver);
  for (guint n = 0; n < cart->lines->len; n++)
    {
      const FoyerCartLine *line = foyer_cart_get (cart, n);
      char                 category[FOYER_ID_TEXT_LENGTH + 1];

      g_variant_builder_add (&lines, "(sssxxii)", foyer_id_print (&line->category, category), line->name, line->colour != NULL ? line->colour : "",
                             line->price, line->full_price, line->vat_rate, line->count);
    }
  return g_variant_new ("(ssxss" LINES_TYPE ")", foyer_id_print (&cart->event, event), cart->currency, parked_at,
                        cart->reason != NULL ? cart->reason : "", approver, &lines);
}

char *
foyer_parked_carts_print (GPtrArray *carts)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (PARKED_TYPE));
  g_autoptr (GVariant) value = NULL;

  for (guint i = 0; i < carts->len; i++)
    {
      const FoyerParkedCart *parked = carts->pdata[i];

      g_variant_builder_add_value (&builder, write_cart (parked->cart, parked->parked_at));
    }
  value = g_variant_ref_sink (g_variant_builder_end (&builder));
  return g_variant_print (value, FALSE);
}
