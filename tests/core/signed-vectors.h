/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Keys and codes that another implementation made (Python's cryptography 48), and of public RFCs what they print. */

static const char es256_key[] =
  "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAERnqHxLK7la6KDgNS+5VlQol8MVpXtsku2ab+xOdLGyPDS3jcLaaapkySyNIK3BFO"
  "fST5BIJInq8q5L4IHn8ldA==";
static const char es256_code[] =
  "eyJhbGciOiJFUzI1NiIsImtpZCI6ImVjLTEiLCJ0eXAiOiJKV1QifQ.eyJzdWIiOiIwMTkwYzhhMi03YjVlLTdjM2QtOGU5Zi0wM"
  "TIzNDU2Nzg5YWIiLCJldnQiOiJldmVuaW5nLTciLCJ0eXAiOiJzdGFsbHMiLCJ2ZXIiOjEsImlhdCI6MTc5MDAwMDAwMCwiZXhwI"
  "joxODIxNTM2MDAwfQ.CpSKK4auu8wAOaouZO2eWjUEixuJlLQ4zItEMfhoC7nDHnlOIr5SMb1B_6RBNcrumgWyrNs-gvYPlHCfBX"
  "5NZQ";
static const char rs256_key[] =
  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAuAOynNO21mOJdJqJaSUxGyF9SA29p5cTQEQrekEMmlDu8J42f9yRJ3e6"
  "vhS29P1EEcrKVil1dx+e9ixktFTGXp6KCfmrV9PbHMYKFF1NqfRB0+oGLUJd2oo9hIqUZXFTc2ThGIwSANfeIheQd/sQQDOIxcP0"
  "nKXGLy28qNCbsX0VqdmmZ5no+hh+WQG/5RSC2xdPJRwwcuabki8QrLBQi4hl81nV2y8dMWpiUcGiwVIUomZAM2k4ByeJeWptQMEo"
  "sAo1haPsSOj2HG5L1c3PTgVdmryzHfyKUDgEuo+5+QCGUmqnz96H8tfxZJ/CYz/3sUFFnYMhalC5J8qdRuHBmQIDAQAB";
static const char rs256_code[] =
  "eyJhbGciOiJSUzI1NiIsImtpZCI6InJzYS0xIiwidHlwIjoiSldUIn0.eyJzdWIiOiIwMTkwYzhhMi03YjVlLTdjM2QtOGU5Zi0w"
  "MTIzNDU2Nzg5YWIiLCJldnQiOiJldmVuaW5nLTciLCJ0eXAiOiJzdGFsbHMiLCJ2ZXIiOjEsImlhdCI6MTc5MDAwMDAwMCwiZXhw"
  "IjoxODIxNTM2MDAwfQ.JRlxFeZ2rQ6ALGbI3G8wk5z3N-tbn4RWLkYxjT--vP45pdQKsNhGU8ke_oBAX1T2P6aFvBG_C5la3NOGF"
  "o2tGMckFvDagRBOyTxTMTjf5uS_86hwGx9uzq9BLPaERlhA3EMc-k04mc_9F_JbM7pG-VFG8uF8eRdUmEoRDah0M8V7l72rbSQZE"
  "_ievLbwPh8kOKrjFTLuCG0me-osrQFM4a6gKjBnWYfP2MFNoeTD1GhhJHg-gomrcK0vg4tAnjocZp8voA9PArODYSspALROu23XG"
  "IpO8hvaoqbdhC2sFNw5s8RwATPzc65KIIeXBPMSEQ8QeF66SDibVcfC6mFxjg";
static const char confused_code[] =
  "eyJhbGciOiJIUzI1NiIsImtpZCI6InJzYS0xIiwidHlwIjoiSldUIn0.eyJzdWIiOiIwMTkwYzhhMi03YjVlLTdjM2QtOGU5Zi0w"
  "MTIzNDU2Nzg5YWIiLCJldnQiOiJldmVuaW5nLTciLCJ0eXAiOiJzdGFsbHMiLCJ2ZXIiOjEsImlhdCI6MTc5MDAwMDAwMCwiZXhw"
  "IjoxODIxNTM2MDAwfQ.mhbEJe4KwAiT7JOU9HAmDmCVnYCVUlFydbzVgpFG6N4";
static const char hs256_key[] =
  "Ua94tQ6mh9DRA4ZJ0zIPymsl9A089ucvkVC59ALyHMc=";
static const char hs256_code[] =
  "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIwMTkwYzhhMi03YjVlLTdjM2QtOGU5Zi0wMTIzNDU2Nzg5YWIiLCJ"
  "ldnQiOiJldmVuaW5nLTciLCJ0eXAiOiJzdGFsbHMiLCJ2ZXIiOjEsImlhdCI6MTc5MDAwMDAwMCwiZXhwIjoxODIxNTM2MDAwfQ."
  "Jt9M1AqYAoX6SG-6zyYjo7yjqA_UI38cRTOeXZMWOrQ";
static const char weak_rsa_key[] =
  "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkvRsUcwh2qets3RpzyxrDhasRWOnBg/f0lHHCL9MbfXpWTkQIQa2KokR/0fKE"
  "hDVhCl5hmuqjfUJGOLGp81uAOa+z2/XAiVbehQM9FVMLBZZIPUvUebSskboY7wqsXMA7LqG98eqMAoHeUSGnoDmSKyD29JZ6a2KU"
  "ZYyksQ1/nwIDAQAB";
static const char other_curve_key[] =
  "MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE2K1Ptkxz+DjS9ZoYa9iRTw6YjfPm9DPngV/WAaSOqKALuItryHxABJIfryJqrOtG+Osr"
  "3kcsMs2VOmPaTqVBLMk0Cab6da82ndkP/RI7kPCzcbrToDuzfMk8jNtDChNz";
static const char sig1_key[] =
  "MCowBQYDK2VwAyEAnM2OXK7pDETBY/gqZGhz2eGWc4bgIL6/QrU4xkXrw18=";
static const char sig1_code[] =
  "=QAkmFDn9uSMaKb+jCwh9P+l8xKRJzs+QfkvCft4ql7cVChiu/nz4iS7BA0kaAr/CJkE65TPfu64ky4lPsJGoGnBVrsmACjBVT89"
  "AiiDgUAGMABSxw2TKFnSUNUCKAEAdAQA";
static const char sig1_key_in_pem[] =
  "LS0tLS1CRUdJTiBQVUJMSUMgS0VZLS0tLS0KTUNvd0JRWURLMlZ3QXlFQW5NMk9YSzdwREVUQlkvZ3FaR2h6MmVHV2M0YmdJTDYv"
  "UXJVNHhrWHJ3MTg9Ci0tLS0tRU5EIFBVQkxJQyBLRVktLS0tLQo=";
static const char sig1_bare_code[] =
  "==ABa2BGs2QuxpdWGElLETCA7ivYCJbSz/TgOQOBkXOGd8tug2gFqa5tLkaB7t1KGcTV5w8aVKruhMpiqvgsOCLtAADAoAAGMABS"
  "xw2TKFnSUNUCKAEATAQA";
static const char till_secret[] =
  "pk6Y/xioMAnhXvW/cUciv/0KZp2cJwDPfM2e5iXcVzM=";
static const char till_key[] =
  "MCowBQYDK2VwAyEAwUb/TCHMZvS+KOB+gtEl8ld+lNyP1eENR2vrtUhEMEI=";
static const char till_code[] =
  "F/70YY5D-E000W50TDIFOKN.B8Z7P4KTK404D RLE40. 6P1N6TVB4V/:J7$DJZ9QFD2Z7P3LU81L930S11ME-A2YSF8K7+RQ$BQ"
  " 600DA$26TNJXJD:E3602D85JGRMS0M.TS2QMZE8XCP$G$5CIOPCLU";

/* RFC 8037, A.4: the key as SubjectPublicKeyInfo. */
static const char rfc8037_key[] = "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
static const char rfc8037_input[] = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
static const char rfc8037_signature[] = "hgyY0il/MGCjP0JzlnLWG1PPOt7+09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr/MuM0KAg==";
