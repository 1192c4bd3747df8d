#include "CWordLists.h"

static const unsigned char films[] = {
#embed "data/films.txt"
};

static const unsigned char generic_words[] = {
#embed "data/generic-words.txt"
};

static const unsigned char label_glosses[] = {
#embed "data/label-glosses.txt"
};

static const unsigned char lexicon_phrases[] = {
#embed "data/lexicon-phrases.txt"
};

static const unsigned char lexicon_words[] = {
#embed "data/lexicon-words.txt"
};

static const unsigned char opposites[] = {
#embed "data/opposites.txt"
};

static const unsigned char public_opinion[] = {
#embed "data/public-opinion.txt"
};

const unsigned char *word_list_films(void) { return films; }
size_t word_list_films_size(void) { return sizeof films; }

const unsigned char *word_list_generic_words(void) { return generic_words; }
size_t word_list_generic_words_size(void) { return sizeof generic_words; }

const unsigned char *word_list_label_glosses(void) { return label_glosses; }
size_t word_list_label_glosses_size(void) { return sizeof label_glosses; }

const unsigned char *word_list_lexicon_phrases(void) { return lexicon_phrases; }
size_t word_list_lexicon_phrases_size(void) { return sizeof lexicon_phrases; }

const unsigned char *word_list_lexicon_words(void) { return lexicon_words; }
size_t word_list_lexicon_words_size(void) { return sizeof lexicon_words; }

const unsigned char *word_list_opposites(void) { return opposites; }
size_t word_list_opposites_size(void) { return sizeof opposites; }

const unsigned char *word_list_public_opinion(void) { return public_opinion; }
size_t word_list_public_opinion_size(void) { return sizeof public_opinion; }
