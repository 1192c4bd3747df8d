#ifndef CWORDLISTS_H
#define CWORDLISTS_H

#include <stddef.h>

// The word lists of the built-in model in UTF-8, written by hand: data/*.txt, whose first lines
// say what a line is. They are constant and mapped from the binary.

const unsigned char *word_list_films(void);
size_t word_list_films_size(void);

const unsigned char *word_list_generic_words(void);
size_t word_list_generic_words_size(void);

const unsigned char *word_list_label_glosses(void);
size_t word_list_label_glosses_size(void);

const unsigned char *word_list_lexicon_phrases(void);
size_t word_list_lexicon_phrases_size(void);

const unsigned char *word_list_lexicon_words(void);
size_t word_list_lexicon_words_size(void);

const unsigned char *word_list_opposites(void);
size_t word_list_opposites_size(void);

const unsigned char *word_list_public_opinion(void);
size_t word_list_public_opinion_size(void);

#endif
