/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-layout.h"

#include <math.h>
#include <string.h>

#include "foyer-layout-private.h"
#include "foyer-nick.h"

static const char *const role_nicks[FOYER_N_LAYOUT_ROLES] = { "ticket", "badge", "label", "receipt", "note" };

static const char *const type_nicks[FOYER_N_LAYOUT_ELEMENT_TYPES] = { "text", "qr", "ean13", "code128", "picture", "line", "box", "list" };

const char *
foyer_layout_role_nick (FoyerLayoutRole role)
{
  g_return_val_if_fail (role < FOYER_N_LAYOUT_ROLES, "");

  return role_nicks[role];
}

FoyerLayoutRole
foyer_layout_role_from_nick (const char *nick)
{
  return foyer_nick_find (role_nicks, FOYER_N_LAYOUT_ROLES, nick, FOYER_N_LAYOUT_ROLES);
}

const char *
foyer_layout_type_nick (FoyerLayoutElementType type)
{
  g_return_val_if_fail (type < FOYER_N_LAYOUT_ELEMENT_TYPES, "");

  return type_nicks[type];
}

FoyerLayoutElementType
foyer_layout_type_from_nick (const char *nick)
{
  return foyer_nick_find (type_nicks, FOYER_N_LAYOUT_ELEMENT_TYPES, nick, FOYER_N_LAYOUT_ELEMENT_TYPES);
}

gboolean
foyer_layout_type_is_code (FoyerLayoutElementType type)
{
  return type == FOYER_LAYOUT_QR || type == FOYER_LAYOUT_EAN13 || type == FOYER_LAYOUT_CODE128;
}

/* -- Elements -- */

FoyerLayoutElement *
foyer_layout_element_new (FoyerLayoutElementType type)
{
  FoyerLayoutElement *self = g_new0 (FoyerLayoutElement, 1);

  self->type = type;
  for (const FoyerLayoutMember *member = foyer_layout_element_members; member->name != NULL; member++)
    if (member->is_text)
      G_STRUCT_MEMBER (char *, self, member->offset) = g_strdup ("");
    else
      G_STRUCT_MEMBER (int, self, member->offset) = member->fallback;
  return self;
}

FoyerLayoutElement *
foyer_layout_element_copy (const FoyerLayoutElement *self)
{
  FoyerLayoutElement *copy = g_memdup2 (self, sizeof *self);

  for (const FoyerLayoutMember *member = foyer_layout_element_members; member->name != NULL; member++)
    if (member->is_text)
      G_STRUCT_MEMBER (char *, copy, member->offset) = g_strdup (G_STRUCT_MEMBER (char *, self, member->offset));
  return copy;
}

void
foyer_layout_element_free (FoyerLayoutElement *self)
{
  if (self == NULL)
    return;
  for (const FoyerLayoutMember *member = foyer_layout_element_members; member->name != NULL; member++)
    if (member->is_text)
      g_free (G_STRUCT_MEMBER (char *, self, member->offset));
  g_free (self);
}

static gboolean
members_equal (gconstpointer first, gconstpointer second, const FoyerLayoutMember *members)
{
  for (const FoyerLayoutMember *member = members; member->name != NULL; member++)
    if (member->is_text
          ? strcmp (G_STRUCT_MEMBER (char *, first, member->offset), G_STRUCT_MEMBER (char *, second, member->offset)) != 0
          : G_STRUCT_MEMBER (int, first, member->offset) != G_STRUCT_MEMBER (int, second, member->offset))
      return FALSE;
  return TRUE;
}

gboolean
foyer_layout_element_equal (const FoyerLayoutElement *first, const FoyerLayoutElement *second)
{
  return first->type == second->type && members_equal (first, second, foyer_layout_element_members);
}

FoyerLayoutRect
foyer_layout_element_bounds (const FoyerLayoutElement *self)
{
  FoyerLayoutRect bounds = { self->x, self->y, self->width, self->height };
  double          angle = self->rotation * G_PI / 180;
  double          width, height;

  if (self->rotation % 180 == 0)
    return bounds;
  if (self->rotation % 90 == 0)
    {
      width = self->height;
      height = self->width;
    }
  else
    {
      width = fabs (self->width * cos (angle)) + fabs (self->height * sin (angle));
      height = fabs (self->width * sin (angle)) + fabs (self->height * cos (angle));
    }
  bounds.x += (int) lround ((self->width - width) / 2);
  bounds.y += (int) lround ((self->height - height) / 2);
  bounds.width = (int) lround (width);
  bounds.height = (int) lround (height);
  return bounds;
}

gboolean
foyer_layout_rect_overlaps (const FoyerLayoutRect *first, const FoyerLayoutRect *second)
{
  return first->x < second->x + second->width && second->x < first->x + first->width &&
         first->y < second->y + second->height && second->y < first->y + first->height;
}

/* -- Layouts -- */

FoyerLayout *
foyer_layout_alloc (void)
{
  FoyerLayout *self = g_atomic_rc_box_new0 (FoyerLayout);

  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (const FoyerLayoutMember *member = foyer_layout_members; member->name != NULL; member++)
    if (member->is_text)
      G_STRUCT_MEMBER (char *, self, member->offset) = g_strdup ("");
    else
      G_STRUCT_MEMBER (int, self, member->offset) = member->fallback;
  return self;
}

FoyerLayout *
foyer_layout_new (FoyerLayoutRole role, const char *name, int width, int height)
{
  FoyerLayout *self = foyer_layout_alloc ();

  self->role = role;
  g_set_str (&self->name, name);
  self->width = width;
  self->height = height;
  foyer_layout_add_page (self);
  return self;
}

static gpointer
copy_element (gconstpointer element, gpointer data)
{
  return foyer_layout_element_copy (element);
}

FoyerLayout *
foyer_layout_copy (const FoyerLayout *self)
{
  FoyerLayout *copy = foyer_layout_alloc ();

  copy->id = self->id;
  copy->role = self->role;
  for (const FoyerLayoutMember *member = foyer_layout_members; member->name != NULL; member++)
    if (member->is_text)
      g_set_str (&G_STRUCT_MEMBER (char *, copy, member->offset), G_STRUCT_MEMBER (char *, self, member->offset));
    else
      G_STRUCT_MEMBER (int, copy, member->offset) = G_STRUCT_MEMBER (int, self, member->offset);
  for (guint i = 0; i < self->pages->len; i++)
    g_ptr_array_add (copy->pages, g_ptr_array_copy (self->pages->pdata[i], copy_element, NULL));
  for (guint i = 0; i < copy->pages->len; i++)
    g_ptr_array_set_free_func (copy->pages->pdata[i], (GDestroyNotify) foyer_layout_element_free);
  if (self->pictures != NULL)
    copy->pictures = g_hash_table_ref (self->pictures);
  return copy;
}

FoyerLayout *
foyer_layout_ref (FoyerLayout *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
layout_clear (gpointer data)
{
  FoyerLayout *self = data;

  for (const FoyerLayoutMember *member = foyer_layout_members; member->name != NULL; member++)
    if (member->is_text)
      g_free (G_STRUCT_MEMBER (char *, self, member->offset));
  g_ptr_array_unref (self->pages);
  g_clear_pointer (&self->pictures, g_hash_table_unref);
}

void
foyer_layout_unref (FoyerLayout *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, layout_clear);
}

GPtrArray *
foyer_layout_add_page (FoyerLayout *self)
{
  GPtrArray *page = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_layout_element_free);

  g_ptr_array_add (self->pages, page);
  return page;
}

GPtrArray *
foyer_layout_get_page (const FoyerLayout *self, guint index)
{
  g_return_val_if_fail (index < self->pages->len, NULL);

  return self->pages->pdata[index];
}

gboolean
foyer_layout_equal (const FoyerLayout *first, const FoyerLayout *second)
{
  if (first->role != second->role || first->pages->len != second->pages->len ||
      !members_equal (first, second, foyer_layout_members))
    return FALSE;
  for (guint i = 0; i < first->pages->len; i++)
    {
      GPtrArray *here = first->pages->pdata[i], *there = second->pages->pdata[i];

      if (here->len != there->len)
        return FALSE;
      for (guint n = 0; n < here->len; n++)
        if (!foyer_layout_element_equal (here->pdata[n], there->pdata[n]))
          return FALSE;
    }
  return TRUE;
}

gboolean
foyer_layout_has_picture (const FoyerLayout *self, const char *picture)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      GPtrArray *page = self->pages->pdata[i];

      for (guint n = 0; n < page->len; n++)
        {
          const FoyerLayoutElement *element = page->pdata[n];

          if (element->type == FOYER_LAYOUT_PICTURE && strcmp (element->content, picture) == 0)
            return TRUE;
        }
    }
  return FALSE;
}
