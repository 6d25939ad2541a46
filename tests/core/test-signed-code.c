/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-signed-code.h"

#include <string.h>

#include "foyer-base45.h"
#include "foyer-error.h"
#include "signed-vectors.h"

#define TICKET "0190c8a2-7b5e-7c3d-8e9f-0123456789ab"
#define EVENT "0190c8a2-0000-7000-8000-000000000001"
#define CATEGORY "0190c8a2-0000-7000-8000-0000000000c2"
#define SECRET "0123456789ABCDEFGHJKMNPQRS"
#define MOMENT (G_GINT64_CONSTANT (1790000040) * FOYER_SECOND)

static FoyerKey *
new_key (FoyerAlgorithm algorithm, const char *material)
{
  g_autoptr (GError) error = NULL;
  FoyerKey *key = foyer_key_new (algorithm, material, &error);

  g_assert_no_error (error);
  return key;
}

static FoyerSigner *
new_till (void)
{
  g_autoptr (GError) error = NULL;
  FoyerSigner *signer = foyer_signer_new (till_secret, &error);

  g_assert_no_error (error);
  return signer;
}

static FoyerId
id_of (const char *text)
{
  FoyerId id;

  g_assert_true (foyer_id_parse (text, &id));
  return id;
}

static void
assert_genuine (const char *text, FoyerAlgorithm algorithm, const char *material)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerKey) key = new_key (algorithm, material);
  g_autoptr (FoyerSignedCode) code = foyer_signed_code_parse (text, &error);

  g_assert_no_error (error);
  g_assert_true (foyer_signed_code_verify (code, key));
}

static void
assert_no_code (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerSignedCode) code = foyer_signed_code_parse (text, &error);

  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_assert_null (code);
}

/* It may still be read, but no key takes it. */
static void
assert_forged (const char *text, FoyerAlgorithm algorithm, const char *material)
{
  g_autoptr (FoyerKey) key = new_key (algorithm, material);
  g_autoptr (FoyerSignedCode) code = foyer_signed_code_parse (text, NULL);

  g_assert_true (code == NULL || !foyer_signed_code_verify (code, key));
}

/* Base45. */

static void
test_base45 (void)
{
  /* RFC 9285, 4.3 and 4.4 */
  static const struct
  {
    const char *bytes;
    const char *text;
  } cases[] = { { "AB", "BB8" }, { "Hello!!", "%69 VD92EX0" }, { "base-45", "UJCLQE7W581" }, { "ietf!", "QED8WEX0" }, { "", "" } };
  static const char *const wrong[] = { "B", "BB8B", "GGW", ":::", "ab8", "B\xc3", "BB", "::", "BB\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = foyer_base45_encode ((const guint8 *) cases[i].bytes, strlen (cases[i].bytes));
      g_autoptr (GBytes) bytes = foyer_base45_decode (cases[i].text, strlen (cases[i].text));

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), cases[i].bytes, strlen (cases[i].bytes));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GBytes) bytes = foyer_base45_decode (wrong[i], strlen (wrong[i]));
      g_autofree char *again = bytes != NULL ? foyer_base45_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;

      /* "BB" is 506, more than a byte holds */
      g_assert_cmpstr (again, ==, NULL);
    }
}

static void
test_base45_there_and_back (void)
{
  FoyerRandom random;

  foyer_random_init_seed (&random, 45);
  for (gsize length = 0; length < 300; length++)
    {
      guint8           bytes[300];
      g_autofree char *text = NULL;
      g_autoptr (GBytes) again = NULL;

      foyer_random_fill (&random, bytes, length);
      text = foyer_base45_encode (bytes, length);
      again = foyer_base45_decode (text, strlen (text));
      g_assert_cmpmem (bytes, length, g_bytes_get_data (again, NULL), g_bytes_get_size (again));
    }
}

/* Ours. */

static FoyerSignedContent
content_of_till_code (void)
{
  return (FoyerSignedContent) {
    .ticket = id_of (TICKET),
    .event = id_of (EVENT),
    .category = id_of (CATEGORY),
    .valid_from = MOMENT,
    .valid_until = MOMENT + 86400 * FOYER_SECOND,
    .secret = SECRET,
  };
}

static void
test_same_as_elsewhere (void)
{
  FoyerSignedContent content = content_of_till_code ();
  g_autoptr (FoyerSigner) signer = new_till ();
  g_autofree char *code = foyer_signed_code_print (&content, signer);

  g_assert_cmpstr (foyer_signer_get_public (signer), ==, till_key);
  g_assert_cmpstr (code, ==, till_code);
  g_assert_cmpuint (strlen (code), ==, FOYER_SIGNED_CODE_LENGTH);
}

static void
test_own_is_read (void)
{
  FoyerSignedContent content = content_of_till_code ();
  g_autoptr (FoyerSigner) signer = new_till ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerSignedCode) code = foyer_signed_code_parse (till_code, &error);
  guint8  tag[FOYER_SECRET_TAG_SIZE];
  FoyerId other = id_of (CATEGORY);

  g_assert_no_error (error);
  foyer_secret_tag (SECRET, tag);
  g_assert_cmpint (code->form, ==, FOYER_SIGNED_FOYER);
  g_assert_cmpstr (code->kid, ==, foyer_signer_get_kid (signer));
  g_assert_true (foyer_id_equal (&code->ticket, &content.ticket));
  g_assert_true (foyer_signed_code_is_for_event (code, &content.event));
  g_assert_false (foyer_signed_code_is_for_event (code, &other));
  g_assert_true (foyer_signed_code_is_for_category (code, &content.category));
  g_assert_false (foyer_signed_code_is_for_category (code, &content.event));
  g_assert_cmpint (code->valid_from, ==, content.valid_from);
  g_assert_cmpint (code->valid_until, ==, content.valid_until);
  g_assert_cmpmem (code->secret_tag, sizeof tag, tag, sizeof tag);
  assert_genuine (till_code, FOYER_ALGORITHM_EDDSA, till_key);
}

static void
test_every_character_counts (void)
{
  static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

  for (gsize i = 0; i < FOYER_SIGNED_CODE_LENGTH; i++)
    for (gsize step = 1; step < 45; step += 11)
      {
        g_autofree char *text = g_strdup (till_code);
        const char      *place = strchr (alphabet, text[i]);

        text[i] = alphabet[((gsize) (place - alphabet) + step) % 45];
        assert_forged (text, FOYER_ALGORITHM_EDDSA, till_key);
      }
}

static void
test_wrong_lengths (void)
{
  for (gsize length = 0; length < FOYER_SIGNED_CODE_LENGTH; length++)
    {
      g_autofree char *text = g_strndup (till_code, length);

      assert_no_code (text);
    }
  {
    g_autofree char *longer = g_strconcat (till_code, "0", NULL);
    g_autofree char *twice = g_strconcat (till_code, till_code, NULL);

    assert_no_code (longer);
    assert_no_code (twice);
  }
}

static void
test_another_till (void)
{
  FoyerRandom random;
  g_autoptr (FoyerSigner) other = NULL;

  foyer_random_init_seed (&random, 7);
  other = foyer_signer_generate (&random);
  assert_forged (till_code, FOYER_ALGORITHM_EDDSA, foyer_signer_get_public (other));
}

static void
test_signer_is_kept (void)
{
  FoyerRandom random;
  g_autoptr (FoyerSigner) signer = NULL;
  g_autoptr (FoyerSigner) again = NULL;
  g_autofree char *secret = NULL;
  g_autoptr (GError) error = NULL;

  foyer_random_init_system (&random);
  signer = foyer_signer_generate (&random);
  secret = foyer_signer_dup_secret (signer);
  again = foyer_signer_new (secret, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (foyer_signer_get_public (again), ==, foyer_signer_get_public (signer));
  g_assert_cmpstr (foyer_signer_get_kid (again), ==, foyer_signer_get_kid (signer));
  g_assert_null (foyer_signer_new ("c2hvcnQ=", NULL));
  g_assert_null (foyer_signer_new ("*", NULL));
  g_assert_null (foyer_signer_new (NULL, NULL));
}

/* Bounds that do not fit become the nearest ones that do; none stays none. */
static void
test_bounds (void)
{
  static const struct
  {
    FoyerTime said, read;
  } cases[] = {
    { 0, 0 },
    { MOMENT, MOMENT },
    { MOMENT + 30 * FOYER_SECOND, MOMENT },
    { FOYER_SECOND, 1577836800 * FOYER_SECOND + FOYER_MINUTE },
    { FOYER_TIME_MAX, 1577836800 * FOYER_SECOND + 0xffffff * FOYER_MINUTE },
  };
  g_autoptr (FoyerSigner) signer = new_till ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FoyerSignedContent content = content_of_till_code ();
      g_autofree char   *text = NULL;
      g_autoptr (FoyerSignedCode) code = NULL;

      content.valid_from = cases[i].said;
      content.valid_until = 0;
      text = foyer_signed_code_print (&content, signer);
      code = foyer_signed_code_parse (text, NULL);
      g_assert_cmpint (code->valid_from, ==, cases[i].read);
      g_assert_cmpint (code->valid_until, ==, 0);
    }
}

/* JWS. */

static void
test_other_algorithms (void)
{
  g_autoptr (FoyerSignedCode) code = foyer_signed_code_parse (rs256_code, NULL);

  assert_genuine (es256_code, FOYER_ALGORITHM_ES256, es256_key);
  assert_genuine (rs256_code, FOYER_ALGORITHM_RS256, rs256_key);
  assert_genuine (hs256_code, FOYER_ALGORITHM_HS256, hs256_key);
  g_assert_cmpstr (code->kid, ==, "rsa-1");
  g_assert_cmpstr (code->subject, ==, TICKET);
  g_assert_cmpstr (code->event, ==, "evening-7");
  g_assert_cmpstr (code->category, ==, "stalls");
  g_assert_cmpint (code->valid_until, ==, 1821536000 * FOYER_SECOND);
}

static void
test_rfc8037 (void)
{
  g_autoptr (FoyerKey) key = new_key (FOYER_ALGORITHM_EDDSA, rfc8037_key);
  gsize              length;
  g_autofree guint8 *signature = g_base64_decode (rfc8037_signature, &length);

  g_assert_true (foyer_key_verify (key, (const guint8 *) rfc8037_input, strlen (rfc8037_input), signature, length));
  g_assert_false (foyer_key_verify (key, (const guint8 *) rfc8037_input, strlen (rfc8037_input) - 1, signature, length));
  g_assert_false (foyer_key_verify (key, (const guint8 *) rfc8037_input, strlen (rfc8037_input), signature, length - 1));
  g_assert_false (foyer_key_verify (key, (const guint8 *) rfc8037_input, strlen (rfc8037_input), (const guint8 *) "", 0));
}

static void
test_keys_of_other_kinds (void)
{
  static const struct
  {
    FoyerAlgorithm algorithm;
    const char    *material;
  } wrong[] = {
    { FOYER_ALGORITHM_EDDSA, es256_key },
    { FOYER_ALGORITHM_EDDSA, rs256_key },
    { FOYER_ALGORITHM_EDDSA, "" },
    { FOYER_ALGORITHM_EDDSA, "none" },
    { FOYER_ALGORITHM_ES256, till_key },
    { FOYER_ALGORITHM_ES256, other_curve_key },
    { FOYER_ALGORITHM_RS256, weak_rsa_key },
    { FOYER_ALGORITHM_RS256, es256_key },
    { FOYER_ALGORITHM_HS256, "c2hvcnQ=" },
    { FOYER_ALGORITHM_HS256, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (foyer_key_new (wrong[i].algorithm, wrong[i].material, &error));
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
    }
}

/* RFC 8725, 2.1: the public key used as the secret of an HMAC. */
static void
test_swapped_algorithm (void)
{
  assert_forged (confused_code, FOYER_ALGORITHM_RS256, rs256_key);
  assert_forged (es256_code, FOYER_ALGORITHM_RS256, rs256_key);
  assert_forged (rs256_code, FOYER_ALGORITHM_ES256, es256_key);
  assert_forged (hs256_code, FOYER_ALGORITHM_EDDSA, till_key);
}

static void
append_base64url (GString *text, gconstpointer bytes, gsize length)
{
  g_autofree char *base64 = g_base64_encode (bytes, length);

  for (const char *c = base64; *c != '\0' && *c != '='; c++)
    g_string_append_c (text, *c == '+' ? '-' : *c == '/' ? '_'
                                                         : *c);
}

/* Signs any header and any claims with the till's key. */
static char *
sign_jws (const char *header, const char *claims)
{
  g_autoptr (FoyerSigner) signer = new_till ();
  GString *text = g_string_new (NULL);
  guint8   signature[FOYER_SIGNATURE_SIZE];

  append_base64url (text, header, strlen (header));
  g_string_append_c (text, '.');
  append_base64url (text, claims, strlen (claims));
  foyer_signer_sign (signer, (const guint8 *) text->str, text->len, signature);
  g_string_append_c (text, '.');
  append_base64url (text, signature, sizeof signature);
  return g_string_free_and_steal (text);
}

#define HEADER "{\"alg\":\"EdDSA\",\"kid\":\"till\"}"
#define CLAIMS "{\"sub\":\"t-1\",\"evt\":\"e-1\",\"typ\":\"c-1\",\"ver\":1,\"iat\":1790000000,\"exp\":1821536000}"

static void
test_well_signed (void)
{
  static const char *const headers[] = { HEADER, "{ \"alg\" : \"EdDSA\" }", "{\"alg\":\"EdDSA\",\"typ\":\"JWT\",\"x\":{\"alg\":\"none\"}}" };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *code = sign_jws (headers[i], CLAIMS);

      assert_genuine (code, FOYER_ALGORITHM_EDDSA, till_key);
    }
}

/* Each is rightly signed: it is refused for what it says. */
static void
test_hostile_headers (void)
{
  static const char *const headers[] = {
    "{}",
    "{\"alg\":\"none\"}",
    "{\"alg\":\"None\"}",
    "{\"alg\":\"eddsa\"}",
    "{\"alg\":\"EdDSA \"}",
    "{\"alg\":1}",
    "{\"alg\":[\"EdDSA\"]}",
    "{\"alg\":\"EdDSA\",\"alg\":\"EdDSA\"}",
    "{\"alg\":\"none\",\"alg\":\"EdDSA\"}",
    "{\"alg\":\"EdDSA\",\"\\u0061lg\":\"EdDSA\"}",
    "{\"alg\":\"EdDSA\",\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}}",
    "{\"alg\":\"EdDSA\",\"jku\":\"https://example.org/keys\"}",
    "{\"alg\":\"EdDSA\",\"x5u\":\"https://example.org/keys\"}",
    "{\"alg\":\"EdDSA\",\"x5c\":[\"MA==\"]}",
    "{\"alg\":\"EdDSA\",\"crit\":[\"exp\"],\"exp\":1}",
    "{\"alg\":\"EdDSA\",\"b64\":false}",
    "{\"alg\":\"EdDSA\",\"kid\":\"\"}",
    "{\"alg\":\"EdDSA\",\"kid\":17}",
    "{\"alg\":\"EdDSA\"}{}",
    "[\"alg\",\"EdDSA\"]",
    "\"EdDSA\"",
    "{\"alg\":\"EdDSA\"",
    "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *code = sign_jws (headers[i], CLAIMS);

      assert_no_code (code);
    }
}

static void
test_hostile_claims (void)
{
  static const char *const claims[] = {
    "{}",
    "{\"sub\":\"t-1\",\"evt\":\"e-1\",\"typ\":\"c-1\",\"ver\":2,\"iat\":1,\"exp\":2}",
    "{\"sub\":\"t-1\",\"evt\":\"e-1\",\"typ\":\"c-1\",\"ver\":\"1\",\"iat\":1,\"exp\":2}",
    "{\"sub\":\"t-1\",\"evt\":\"e-1\",\"typ\":\"c-1\",\"iat\":1,\"exp\":2}",
    "{\"sub\":\"\",\"evt\":\"e-1\",\"typ\":\"c-1\",\"ver\":1,\"iat\":1,\"exp\":2}",
    "{\"sub\":17,\"evt\":\"e-1\",\"typ\":\"c-1\",\"ver\":1,\"iat\":1,\"exp\":2}",
    "{\"sub\":\"t-1\",\"sub\":\"t-2\",\"evt\":\"e-1\",\"typ\":\"c-1\",\"ver\":1,\"iat\":1,\"exp\":2}",
    "{\"sub\":\"t-1\",\"evt\":\"e-1\",\"typ\":\"c-1\",\"ver\":1,\"iat\":1}",
    "{\"sub\":\"t-1\",\"evt\":\"e-1\",\"typ\":\"c-1\",\"ver\":1,\"iat\":3,\"exp\":2}",
    "{\"sub\":\"t-1\",\"evt\":\"e-1\",\"typ\":\"c-1\",\"ver\":1,\"iat\":-1,\"exp\":2}",
    "{\"sub\":\"t-1\",\"evt\":\"e-1\",\"typ\":\"c-1\",\"ver\":1,\"iat\":1,\"exp\":1e300}",
    "{\"sub\":\"t-1\",\"evt\":\"e-1\",\"typ\":\"c-1\",\"ver\":1,\"iat\":1,\"exp\":9223372036854775807}",
    "{\"sub\":\"t-1\",\"evt\":\"e-1\",\"typ\":\"c-1\",\"ver\":1,\"iat\":1,\"exp\":99999999999999999999999}",
    "{\"sub\":\"t-1\",\"evt\":\"e-1\",\"typ\":\"c-1\",\"ver\":1.0,\"iat\":1,\"exp\":2}",
    "{\"sub\":\"t\\u0000\",\"evt\":\"e-1\",\"typ\":\"c-1\",\"ver\":1,\"iat\":1,\"exp\":2}",
    "null",
    "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (claims); i++)
    {
      g_autofree char *code = sign_jws (HEADER, claims[i]);

      assert_no_code (code);
    }
}

static void
test_jws_parts (void)
{
  g_autofree char *code = sign_jws (HEADER, CLAIMS);
  g_autofree char *fourth = g_strconcat (code, ".", NULL);
  g_autofree char *padded = g_strconcat (code, "==", NULL);
  g_autofree char *longer = g_strconcat (code, "AAAA", NULL);
  g_autofree char *unsigned_code = g_strdup (code);
  g_autofree char *other_bits = g_strdup (code);
  gsize            last = strlen (code) - 1;

  *strrchr (unsigned_code, '.') = '\0';
  assert_no_code (fourth);
  assert_no_code (padded);
  assert_no_code (unsigned_code);
  assert_forged (longer, FOYER_ALGORITHM_EDDSA, till_key);
  {
    g_autofree char *empty = g_strconcat (unsigned_code, ".", NULL);

    assert_no_code (empty);
  }
  /* 64 bytes leave four bits over, which must be 0: no code has a second spelling */
  other_bits[last] = other_bits[last] == 'A' ? 'B' : other_bits[last] + 1;
  assert_forged (other_bits, FOYER_ALGORITHM_EDDSA, till_key);
}

static void
test_jws_issued_here (void)
{
  g_autoptr (FoyerSigner) signer = new_till ();
  g_autofree char *text = foyer_signed_code_print_jws (TICKET, EVENT, CATEGORY, MOMENT, MOMENT + 365 * FOYER_DAY, signer);
  g_autoptr (FoyerSignedCode) code = foyer_signed_code_parse (text, NULL);
  FoyerId ticket = id_of (TICKET);

  assert_genuine (text, FOYER_ALGORITHM_EDDSA, till_key);
  g_assert_cmpstr (code->kid, ==, foyer_signer_get_kid (signer));
  g_assert_true (foyer_id_equal (&code->ticket, &ticket));
  g_assert_cmpstr (code->event, ==, EVENT);
  g_assert_cmpint (code->valid_until, ==, MOMENT + 365 * FOYER_DAY);
}

/* pretix_sig1. */

static void
test_sig1 (void)
{
  /* a code that the makers of the form publish; its key is theirs */
  static const char published[] = "E4BibyTSylQOgeKjuMPiTDxi5HXPuTVsx1qCli3IL0143gj0EZXOB9iQInANxRFJTt4Pf9nXnHdB91Qk/RN0L5AIBABSxw2TKFnSUNUCKAEAPAQA";
  g_autoptr (FoyerSignedCode) code = foyer_signed_code_parse (sig1_code, NULL);
  g_autoptr (FoyerSignedCode) bare = foyer_signed_code_parse (sig1_bare_code, NULL);
  g_autoptr (FoyerSignedCode) theirs = foyer_signed_code_parse (published, NULL);

  assert_genuine (sig1_code, FOYER_ALGORITHM_EDDSA, sig1_key);
  assert_genuine (sig1_code, FOYER_ALGORITHM_EDDSA, sig1_key_in_pem);
  assert_genuine (sig1_bare_code, FOYER_ALGORITHM_EDDSA, sig1_key);
  g_assert_cmpstr (code->subject, ==, "CTJqJOl1H");
  g_assert_cmpstr (code->category, ==, "12-5");
  g_assert_cmpstr (code->event, ==, "14");
  g_assert_cmpint (code->valid_from, ==, 1790000000 * FOYER_SECOND);
  g_assert_cmpint (code->valid_until, ==, 1790086400 * FOYER_SECOND);
  g_assert_cmpstr (bare->category, ==, "12");
  g_assert_cmpint (bare->valid_from, ==, 0);
  g_assert_cmpint (bare->valid_until, ==, 0);
  g_assert_cmpstr (theirs->subject, ==, "CTJqJOl1H");
  g_assert_cmpstr (theirs->category, ==, "1");
  g_assert_cmpstr (theirs->event, ==, "14");
}

static void
test_sig1_tampered (void)
{
  for (gsize i = 0; i < strlen (sig1_code); i++)
    {
      g_autofree char *text = g_strdup (sig1_code);
      g_autofree char *shorter = g_strconcat (sig1_code + i + 1, NULL);

      text[i] = text[i] == 'x' ? 'y' : 'x';
      assert_forged (text, FOYER_ALGORITHM_EDDSA, sig1_key);
      assert_forged (shorter, FOYER_ALGORITHM_EDDSA, sig1_key);
    }
}

/* What only looks like a code is nobody's forgery. */
static void
test_looks (void)
{
  static const char *const plain[] = { SECRET, "", "F", "4006381333931", "https://example.org/ey.x", "Anna Berg", "eyes", TICKET };

  g_assert_cmpint (foyer_signed_form_of (NULL), ==, FOYER_SIGNED_NONE);
  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      g_assert_cmpint (foyer_signed_form_of (plain[i]), ==, FOYER_SIGNED_NONE);
      assert_no_code (plain[i]);
    }
  g_assert_cmpint (foyer_signed_form_of (till_code), ==, FOYER_SIGNED_FOYER);
  g_assert_cmpint (foyer_signed_form_of (es256_code), ==, FOYER_SIGNED_JWS);
  g_assert_cmpint (foyer_signed_form_of (sig1_code), ==, FOYER_SIGNED_SIG1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signed-code/base45-is-that-of-rfc-9285", test_base45);
  g_test_add_func ("/signed-code/base45-goes-there-and-back", test_base45_there_and_back);
  g_test_add_func ("/signed-code/ours-is-what-another-implementation-makes", test_same_as_elsewhere);
  g_test_add_func ("/signed-code/ours-says-what-was-signed", test_own_is_read);
  g_test_add_func ("/signed-code/every-character-of-ours-counts", test_every_character_counts);
  g_test_add_func ("/signed-code/ours-has-one-length", test_wrong_lengths);
  g_test_add_func ("/signed-code/the-key-of-another-till-does-not-fit", test_another_till);
  g_test_add_func ("/signed-code/a-private-key-is-kept-as-text", test_signer_is_kept);
  g_test_add_func ("/signed-code/bounds-are-kept-to-the-minute", test_bounds);
  g_test_add_func ("/signed-code/es256-rs256-and-hs256-are-understood", test_other_algorithms);
  g_test_add_func ("/signed-code/rfc-8037-holds", test_rfc8037);
  g_test_add_func ("/signed-code/keys-that-are-weak-or-for-something-else-are-refused", test_keys_of_other_kinds);
  g_test_add_func ("/signed-code/the-algorithm-is-that-of-the-key", test_swapped_algorithm);
  g_test_add_func ("/signed-code/a-jws-of-the-right-shape-is-read", test_well_signed);
  g_test_add_func ("/signed-code/hostile-headers-are-refused-though-rightly-signed", test_hostile_headers);
  g_test_add_func ("/signed-code/hostile-claims-are-refused-though-rightly-signed", test_hostile_claims);
  g_test_add_func ("/signed-code/a-jws-has-three-parts-and-one-spelling", test_jws_parts);
  g_test_add_func ("/signed-code/a-jws-from-here-is-read", test_jws_issued_here);
  g_test_add_func ("/signed-code/sig1-is-understood", test_sig1);
  g_test_add_func ("/signed-code/sig1-tampered-with-is-forged", test_sig1_tampered);
  g_test_add_func ("/signed-code/other-codes-do-not-look-signed", test_looks);
  return g_test_run ();
}
