/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-demo-private.h"

/* A name as it is written and as it stands in an e-mail address. */
typedef struct
{
  const char *text;
  const char *ascii;
} Name;

typedef struct
{
  Name        given[14];
  Name        family[14];
  const char *cities[4][3]; /* city, postcode, country */
  const char *streets[4];
  int         weight;
  gboolean    family_first; /* and without a blank */
} Culture;

static const Culture cultures[] = {
  {
    .weight = 46,
    .given = { { "Anna", "anna" }, { "Jürgen", "juergen" }, { "Käthe", "kaethe" }, { "Lukas", "lukas" }, { "Mareike", "mareike" }, { "Björn", "bjoern" }, { "Sabine", "sabine" }, { "Tobias", "tobias" }, { "Ulrike", "ulrike" }, { "Sören", "soeren" }, { "Hannah", "hannah" }, { "Friedrich", "friedrich" }, { "Zoë", "zoe" }, { "Jonas", "jonas" } },
    .family = { { "Müller", "mueller" }, { "Groß", "gross" }, { "Berg", "berg" }, { "Schäfer", "schaefer" }, { "Vogel", "vogel" }, { "König", "koenig" }, { "Weiß", "weiss" }, { "Brandt", "brandt" }, { "Lüdtke", "luedtke" }, { "von der Heide", "vonderheide" }, { "Sommer", "sommer" }, { "Krämer", "kraemer" }, { "Hoffmann", "hoffmann" }, { "Böhm", "boehm" } },
    .cities = { { "Leipzig", "04177", "DE" }, { "Halle (Saale)", "06108", "DE" }, { "Dresden", "01099", "DE" }, { "München", "80331", "DE" } },
    .streets = { "Gießerstraße", "Karl-Heine-Straße", "Am Mühlgraben", "Schönauer Weg" },
  },
  {
    .weight = 16,
    .given = { { "Alice", "alice" }, { "Thomas", "thomas" }, { "Niamh", "niamh" }, { "Oliver", "oliver" }, { "Grace", "grace" }, { "Seán", "sean" }, { "Harriet", "harriet" }, { "Samuel", "samuel" }, { "Chloë", "chloe" }, { "Declan", "declan" }, { "Maya", "maya" }, { "Edward", "edward" }, { "Priya", "priya" }, { "Ruth", "ruth" } },
    .family = { { "Whitcombe", "whitcombe" }, { "O’Brien", "obrien" }, { "Hartley", "hartley" }, { "Ashworth", "ashworth" }, { "Fletcher", "fletcher" }, { "Nair", "nair" }, { "Pemberton", "pemberton" }, { "Walsh", "walsh" }, { "Okafor", "okafor" }, { "Lindqvist", "lindqvist" }, { "Marsh", "marsh" }, { "Brontë", "bronte" }, { "Clarke", "clarke" }, { "Hughes", "hughes" } },
    .cities = { { "London", "N1 6XE", "GB" }, { "Dublin", "D08 X2F9", "IE" }, { "Leipzig", "04109", "DE" }, { "Bristol", "BS1 4DJ", "GB" } },
    .streets = { "Mill Lane", "Station Road", "Quay Street", "Orchard Close" },
  },
  {
    .weight = 12,
    .given = { { "Łukasz", "lukasz" }, { "Małgorzata", "malgorzata" }, { "Øyvind", "oyvind" }, { "Åsa", "asa" }, { "Émile", "emile" }, { "Françoise", "francoise" }, { "José", "jose" }, { "Inês", "ines" }, { "Şükran", "sukran" }, { "İbrahim", "ibrahim" }, { "Zdeněk", "zdenek" }, { "Žofie", "zofie" }, { "Trần", "tran" }, { "Ilona", "ilona" } },
    .family = { { "Wójcik", "wojcik" }, { "Żak", "zak" }, { "Sørensen", "sorensen" }, { "Ångström", "angstrom" }, { "Lefèvre", "lefevre" }, { "Núñez", "nunez" }, { "Gonçalves", "goncalves" }, { "Yıldız", "yildiz" }, { "Öztürk", "ozturk" }, { "Dvořák", "dvorak" }, { "Šťastný", "stastny" }, { "Thị Hương", "thihuong" }, { "Szőke", "szoke" }, { "Peña", "pena" } },
    .cities = { { "Kraków", "30-001", "PL" }, { "Ålesund", "6002", "NO" }, { "Besançon", "25000", "FR" }, { "Leipzig", "04317", "DE" } },
    .streets = { "ulica Długa", "Storgata", "rue des Écoles", "Eisenbahnstraße" },
  },
  {
    .weight = 7,
    .given = { { "Олена", "olena" }, { "Дмитрий", "dmitriy" }, { "Надежда", "nadezhda" }, { "Андрій", "andriy" }, { "Светлана", "svetlana" }, { "Їржина", "jirzhyna" }, { "Борис", "boris" }, { "Йована", "jovana" } },
    .family = { { "Шевченко", "shevchenko" }, { "Коваленко", "kovalenko" }, { "Морозова", "morozova" }, { "Гринюк", "hrynyuk" }, { "Петровић", "petrovic" }, { "Щербак", "shcherbak" }, { "Лебедева", "lebedeva" }, { "Ткачук", "tkachuk" } },
    .cities = { { "Leipzig", "04318", "DE" }, { "Київ", "01001", "UA" }, { "Chemnitz", "09111", "DE" }, { "Leipzig", "04315", "DE" } },
    .streets = { "Eisenbahnstraße", "вулиця Хрещатик", "Brückenstraße", "Neustädter Straße" },
  },
  {
    .weight = 5,
    .given = { { "Ελένη", "eleni" }, { "Γιώργος", "giorgos" }, { "Αικατερίνη", "aikaterini" }, { "Νίκος", "nikos" }, { "Χαρά", "chara" }, { "Ιωάννης", "ioannis" } },
    .family = { { "Παπαδοπούλου", "papadopoulou" }, { "Οικονόμου", "oikonomou" }, { "Αγγελίδης", "angelidis" }, { "Ψαρράς", "psarras" }, { "Καζαντζή", "kazantzi" } },
    .cities = { { "Αθήνα", "105 57", "GR" }, { "Leipzig", "04229", "DE" }, { "Θεσσαλονίκη", "546 24", "GR" }, { "Leipzig", "04177", "DE" } },
    .streets = { "οδός Ερμού", "Zschochersche Straße", "Εγνατία", "Merseburger Straße" },
  },
  {
    .weight = 5,
    .given = { { "ليلى", "layla" }, { "يوسف", "yusuf" }, { "فاطمة", "fatima" }, { "عبد الرحمن", "abdurrahman" }, { "نور", "nour" }, { "خالد", "khalid" } },
    .family = { { "الحسن", "alhassan" }, { "منصور", "mansour" }, { "الخوري", "alkhoury" }, { "درويش", "darwish" }, { "بن سالم", "binsalem" } },
    .cities = { { "Leipzig", "04315", "DE" }, { "بيروت", "1107", "LB" }, { "Halle (Saale)", "06110", "DE" }, { "Leipzig", "04347", "DE" } },
    .streets = { "Ludwigstraße", "شارع الحمرا", "Merseburger Straße", "Dimpfelstraße" },
  },
  {
    .weight = 3,
    .given = { { "สมชาย", "somchai" }, { "กมลวรรณ", "kamonwan" }, { "ณัฐพล", "natthaphon" }, { "พิมพ์ชนก", "pimchanok" } },
    .family = { { "ศรีสุวรรณ", "srisuwan" }, { "วงศ์ใหญ่", "wongyai" }, { "เจริญสุข", "charoensuk" } },
    .cities = { { "Leipzig", "04103", "DE" }, { "กรุงเทพมหานคร", "10200", "TH" }, { "Leipzig", "04109", "DE" }, { "Leipzig", "04107", "DE" } },
    .streets = { "Talstraße", "ถนนพระอาทิตย์", "Nikolaistraße", "Riemannstraße" },
  },
  {
    .weight = 3,
    .family_first = TRUE,
    .given = { { "伟", "wei" }, { "秀英", "xiuying" }, { "子涵", "zihan" }, { "晓明", "xiaoming" } },
    .family = { { "王", "wang" }, { "欧阳", "ouyang" }, { "陈", "chen" }, { "赵", "zhao" } },
    .cities = { { "Leipzig", "04109", "DE" }, { "上海", "200001", "CN" }, { "Jena", "07743", "DE" }, { "Leipzig", "04275", "DE" } },
    .streets = { "Grimmaische Straße", "南京东路", "Johannisstraße", "Bernhard-Göring-Straße" },
  },
  {
    .weight = 3,
    .family_first = TRUE,
    .given = { { "陽子", "yoko" }, { "健太郎", "kentaro" }, { "さくら", "sakura" }, { "ケイ", "kei" } },
    .family = { { "山田", "yamada" }, { "佐々木", "sasaki" }, { "渡邊", "watanabe" }, { "小林", "kobayashi" } },
    .cities = { { "Düsseldorf", "40210", "DE" }, { "東京都", "100-0005", "JP" }, { "Leipzig", "04105", "DE" }, { "Leipzig", "04107", "DE" } },
    .streets = { "Immermannstraße", "千代田区丸の内", "Gohliser Straße", "Harkortstraße" },
  },
};

static const char *const companies[] = { "Buchhandlung Südvorstadt", "Kanal & Kollegen", "Lindenau Radwerkstatt", "Ostwerk GmbH", "Atelier Nordlicht" };
static const char *const notes[] = { "Uses a wheelchair, comes by the side entrance.", "Hard of hearing: induction loop.", "Brings a guide dog.", "Press, needs a programme.", "Birthday today." };

static const Culture *
choose_culture (FoyerRandom *random)
{
  int number = foyer_random_below (random, 100);

  for (gsize i = 0; i < G_N_ELEMENTS (cultures); i++)
    {
      number -= cultures[i].weight;
      if (number < 0)
        return &cultures[i];
    }
  return &cultures[0];
}

static const Name *
choose_name (FoyerRandom *random, const Name *names, guint n_names)
{
  while (names[n_names - 1].text == NULL)
    n_names--;
  return &names[foyer_random_below (random, n_names)];
}

static void
set_name (FoyerAttendee *person, const Culture *culture, const Name *given, const Name *family, FoyerRandom *random)
{
  person->name = culture->family_first ? g_strconcat (family->text, given->text, NULL)
                                       : g_strconcat (given->text, " ", family->text, NULL);
  if (foyer_random_below (random, 3) == 0)
    person->email = g_strdup_printf ("%s.%s%u@example.com", given->ascii, family->ascii, 1 + foyer_random_below (random, 99));
  else
    person->email = g_strdup_printf ("%s.%s@example.org", given->ascii, family->ascii);
}

static void
set_address (FoyerAttendee *person, const Culture *culture, FoyerRandom *random)
{
  guint place = foyer_random_below (random, 4);

  if (foyer_random_below (random, 100) < 70)
    {
      person->street = g_strdup_printf ("%s %u", culture->streets[place], 1 + foyer_random_below (random, 120));
      person->city = g_strdup (culture->cities[place][0]);
      person->postcode = g_strdup (culture->cities[place][1]);
      person->country = g_strdup (culture->cities[place][2]);
    }
  /* a block that the German regulator keeps free for stage and screen */
  if (foyer_random_below (random, 100) < 35)
    person->phone = g_strdup_printf ("+49 30 23125 %03u", foyer_random_below (random, 1000));
  if (foyer_random_below (random, 100) < 5)
    person->company = g_strdup (companies[foyer_random_below (random, G_N_ELEMENTS (companies))]);
}

FoyerAttendee *
foyer_demo_person (FoyerRandom *random, const FoyerAttendee *household)
{
  FoyerAttendee *person = foyer_attendee_new ();
  const Culture *culture = choose_culture (random);
  const Name    *given = choose_name (random, culture->given, G_N_ELEMENTS (culture->given));
  const Name    *family = choose_name (random, culture->family, G_N_ELEMENTS (culture->family));

  set_name (person, culture, given, family, random);
  if (household != NULL)
    {
      person->street = g_strdup (household->street);
      person->city = g_strdup (household->city);
      person->postcode = g_strdup (household->postcode);
      person->country = g_strdup (household->country);
    }
  else
    set_address (person, culture, random);
  person->consent = foyer_random_below (random, 100) < 40;
  if (foyer_random_below (random, 100) < 12)
    person->segment = g_strdup (foyer_random_below (random, 4) == 0 ? "Press" : "Members");
  if (foyer_random_below (random, 100) < 2)
    person->note = g_strdup (notes[foyer_random_below (random, G_N_ELEMENTS (notes))]);
  return person;
}
