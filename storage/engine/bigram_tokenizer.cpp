#include "storage/engine/bigram_tokenizer.hpp"
#include "core/words/text.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <stdexcept>

namespace tiaojie::storage {
namespace {

struct Range {
    char32_t first;
    char32_t last;
};

// What separates words beyond ASCII: punctuation, blanks, symbols, emoji. All else counts as a letter or digit, the
// private use areas included: older systems put the rare characters of personal names there.
constexpr std::array separators{
    Range{0x80, 0xA9},     Range{0xAB, 0xB1},     Range{0xB4, 0xB4},       Range{0xB6, 0xB8},
    Range{0xBB, 0xBB},     Range{0xBF, 0xBF},     Range{0xD7, 0xD7},       Range{0xF7, 0xF7},
    Range{0x2000, 0x206F}, Range{0x20A0, 0x20CF}, Range{0x2190, 0x245F},   Range{0x2500, 0x2BFF},
    Range{0x2E00, 0x2E7F}, Range{0x2FF0, 0x2FFF}, Range{0x3000, 0x3004},   Range{0x3008, 0x3020},
    Range{0x3030, 0x3030}, Range{0x303D, 0x303F}, Range{0x30FB, 0x30FB},   Range{0xFE10, 0xFE6F},
    Range{0xFF5F, 0xFF65}, Range{0xFFE0, 0xFFFF}, Range{0x1F000, 0x1F0FF}, Range{0x1F300, 0x1FAFF},
};

// Written but not seen: they neither separate nor count. Variation selectors follow rare forms of characters.
constexpr std::array invisible{
    Range{0xAD, 0xAD},     Range{0x200B, 0x200F}, Range{0x2060, 0x2064},
    Range{0xFE00, 0xFE0F}, Range{0xFEFF, 0xFEFF}, Range{0xE0000, 0xE01EF},
};

template <std::size_t n>
constexpr bool is_in(const std::array<Range, n>& ranges, char32_t c) {
    const auto range = std::lower_bound(ranges.begin(), ranges.end(), c,
                                        [](const Range& each, char32_t value) { return each.last < value; });
    return range != ranges.end() && range->first <= c;
}

// `is_in` searches by halves.
template <std::size_t n>
constexpr bool is_sorted_and_apart(const std::array<Range, n>& ranges) {
    for (std::size_t i = 0; i < n; ++i)
        if (ranges[i].first > ranges[i].last || (i > 0 && ranges[i - 1].last >= ranges[i].first)) return false;
    return true;
}
static_assert(is_sorted_and_apart(separators) && is_sorted_and_apart(invisible));

// Full width to half width, ASCII to lower case: １２Ａ and 12a are found alike.
constexpr char32_t folded(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

constexpr bool is_word_character(char32_t c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    return !is_in(separators, c);
}

// One character folded, with its place in the text and its own bytes.
struct Letter {
    char32_t code{};  // 0: none
    int from{};
    int to{};
    std::string bytes{};
};

// Calls letter(Letter) for each letter or digit and run_end() behind each run; both say whether to go on.
template <class OnLetter, class OnRunEnd>
void each_letter(std::string_view text, OnLetter&& on_letter, OnRunEnd&& on_run_end) {
    bool in_run = false;
    for (std::size_t i = 0; i < text.size();) {
        const auto from = i;
        const auto c = folded(next_character(text, i));
        if (c >= 0x80 && is_in(invisible, c)) continue;
        if (is_word_character(c)) {
            Letter letter{c, static_cast<int>(from), static_cast<int>(i)};
            append_character(letter.bytes, c);
            if (!on_letter(letter)) return;
            in_run = true;
        } else if (in_run) {
            if (!on_run_end()) return;
            in_run = false;
        }
    }
    if (in_run) on_run_end();
}

using TokenCallback = int (*)(void*, int flags, const char* token, int size, int from, int to);

class PairMaker {
public:
    PairMaker(void* context, TokenCallback callback) : context_(context), callback_(callback) {}

    bool letter(const Letter& letter) {
        const Letter before = last_;
        last_ = letter;
        if (++in_run_ == 1) return true;
        // 土地，地界 must not be found by 土地界, though its pairs are 土地 and 地界: a token between keeps them apart.
        if (in_run_ == 2 && before.code == end_of_last_pair_ && !single(before)) return false;
        end_of_last_pair_ = letter.code;
        return emit(before.bytes + letter.bytes, before.from, letter.to);
    }
    bool run_end() {
        const bool is_alone = in_run_ == 1;
        in_run_ = 0;
        return !is_alone || single(last_);
    }
    int result() const { return result_; }

private:
    bool single(const Letter& letter) {
        end_of_last_pair_ = 0;
        return emit(letter.bytes, letter.from, letter.to);
    }
    bool emit(const std::string& token, int from, int to) {
        result_ = callback_(context_, 0, token.data(), static_cast<int>(token.size()), from, to);
        return result_ == SQLITE_OK;
    }

    void* context_;
    TokenCallback callback_;
    int result_{SQLITE_OK};
    std::size_t in_run_{0};
    Letter last_{};
    char32_t end_of_last_pair_{0};  // 0: the last token was no pair
};

// The functions that FTS5 calls. The tokenizer has no state of its own; FTS5 only wants a pointer that is not null.
char the_tokenizer{};

int create(void*, const char**, int argument_count, Fts5Tokenizer** out) {
    if (argument_count != 0) return SQLITE_ERROR;
    *out = reinterpret_cast<Fts5Tokenizer*>(&the_tokenizer);
    return SQLITE_OK;
}

void destroy(Fts5Tokenizer*) {}

int tokenize(Fts5Tokenizer*, void* context, int, const char* text, int size, TokenCallback callback) {
    if (text == nullptr || size <= 0) return SQLITE_OK;
    PairMaker pairs{context, callback};
    each_letter(
        std::string_view{text, static_cast<std::size_t>(size)},
        [&](const Letter& letter) { return pairs.letter(letter); }, [&] { return pairs.run_end(); });
    return pairs.result();
}

struct Finalizing {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

}  // namespace

void register_bigram(sqlite3* connection) {
    sqlite3_stmt* raw = nullptr;
    const int prepared = sqlite3_prepare_v2(connection, "SELECT fts5(?1)", -1, &raw, nullptr);
    const std::unique_ptr<sqlite3_stmt, Finalizing> statement{raw};
    fts5_api* api = nullptr;
    if (prepared == SQLITE_OK) {
        sqlite3_bind_pointer(statement.get(), 1, &api, "fts5_api_ptr", nullptr);
        sqlite3_step(statement.get());
    }
    fts5_tokenizer functions{&create, &destroy, &tokenize};
    if (api == nullptr || api->xCreateTokenizer(api, "bigram", nullptr, &functions, nullptr) != SQLITE_OK)
        throw std::runtime_error{"SQLite没有全文检索（FTS5），无法使用"};
}

std::string match_expression(std::string_view query) {
    std::string out;
    std::string word;
    std::size_t letters = 0;
    each_letter(
        query,
        [&](const Letter& letter) {
            word += letter.bytes;
            ++letters;
            return true;
        },
        [&] {
            if (letters >= 2) out.append(out.empty() ? "\"" : " AND \"").append(word).append("\"");
            word.clear();
            letters = 0;
            return true;
        });
    return out;
}

}  // namespace tiaojie::storage
