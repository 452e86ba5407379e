#include "storage/engine/bigram_tokenizer.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "tests/catch.hpp"

namespace {

using tiaojie::storage::match_expression;
using tiaojie::storage::register_bigram;
using Rows = std::vector<std::int64_t>;

// An index in memory over the texts, numbered from 1.
class Index {
public:
    explicit Index(const std::vector<std::string>& texts) {
        register_bigram(db_.getHandle());
        db_.exec("CREATE VIRTUAL TABLE t USING fts5 (text, tokenize='bigram')");
        db_.exec("CREATE VIRTUAL TABLE tokens USING fts5vocab (t, instance)");
        SQLite::Statement insert{db_, "INSERT INTO t (text) VALUES (?)"};
        for (const auto& text : texts) {
            insert.bind(1, text);
            insert.exec();
            insert.reset();
        }
    }

    Rows match(const std::string& expression) {
        SQLite::Statement query{db_, "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid"};
        query.bind(1, expression);
        Rows out;
        while (query.executeStep()) out.push_back(query.getColumn(0).getInt64());
        return out;
    }
    Rows find(const std::string& typed) {
        const auto expression = match_expression(typed);
        return expression.empty() ? Rows{} : match(expression);
    }
    std::vector<std::string> tokens() {
        SQLite::Statement query{db_, "SELECT term FROM tokens ORDER BY doc, offset"};
        std::vector<std::string> out;
        while (query.executeStep()) out.push_back(query.getColumn(0).getString());
        return out;
    }
    std::string marked(const std::string& typed) {
        SQLite::Statement query{db_, "SELECT highlight(t, 0, '[', ']') FROM t WHERE t MATCH ?"};
        query.bind(1, match_expression(typed));
        return query.executeStep() ? query.getColumn(0).getString() : std::string{};
    }

private:
    SQLite::Database db_{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
};

using Tokens = std::vector<std::string>;

const std::vector<std::string> letters{"土", "地", "界", "𠮷", "a", "1"};
const std::vector<std::string> letters_and_blanks{"土", "地", "界", "𠮷", "a", "1", " ", "，"};

std::string any_of(const std::vector<std::string>& pieces, std::size_t most, std::mt19937& random) {
    std::string out;
    for (std::size_t n = random() % (most + 1); n > 0; --n) out += pieces[random() % pieces.size()];
    return out;
}

}  // namespace

TEST_CASE("a run of characters gives its overlapping pairs") {
    CHECK(Index{{"宅基地纠纷"}}.tokens() == Tokens{"宅基", "基地", "地纠", "纠纷"});
    CHECK(Index{{"东庄"}}.tokens() == Tokens{"东庄"});
    CHECK(Index{{"甲，乙方"}}.tokens() == Tokens{"甲", "乙方"});
    CHECK(Index{{"  。？"}}.tokens().empty());
}

TEST_CASE("latin letters and digits are cut like characters, in lower case and half width") {
    CHECK(Index{{"A1号楼"}}.tokens() == Tokens{"a1", "1号", "号楼"});
    CHECK(Index{{"Ａ１号"}}.tokens() == Tokens{"a1", "1号"});
    CHECK(Index{{"〔2021〕32号"}}.tokens() == Tokens{"20", "02", "21", "32", "2号"});
}

TEST_CASE("characters beyond the basic plane are single characters") {
    CHECK(Index{{"𠮷田𬭩"}}.tokens() == Tokens{"𠮷田", "田𬭩"});
    CHECK(Index{{"赵\U0010FFFD"}}.tokens() == Tokens{"赵\U0010FFFD"});  // private use: rare names
    CHECK(Index{{"好😀的人"}}.tokens() == Tokens{"好", "的人"});
}

TEST_CASE("invisible characters do not part a word") {
    CHECK(Index{{"葛\U000E0100某"}}.tokens() == Tokens{"葛某"});
    CHECK(Index{{"调\u200B解"}}.find("调解") == Rows{1});
    CHECK(Index{{"调解"}}.find("调\uFEFF解") == Rows{1});
}

TEST_CASE("words of two and of more characters are found where they stand") {
    Index index{{"张三与李四因宅基地边界发生争执", "李四拖欠工资", "基地宅", "adjoining 宅 基地"}};
    CHECK(index.find("宅基") == Rows{1});
    CHECK(index.find("宅基地") == Rows{1});
    CHECK(index.find("基地") == Rows{1, 3, 4});
    CHECK(index.find("李四") == Rows{1, 2});
    CHECK(index.find("李四 工资") == Rows{2});
    CHECK(index.find("李四，工资！") == Rows{2});
    CHECK(index.find("Join") == Rows{4});
    CHECK(index.find("ＡＤＪ") == Rows{4});
    CHECK(index.find("不存在") == Rows{});
}

TEST_CASE("a word is not found across punctuation") {
    // The single 1 keeps 2112 from being found.
    CHECK(Index{{"〔2021〕12号"}}.tokens() == Tokens{"20", "02", "21", "1", "12", "2号"});
    CHECK(Index{{"〔2021〕12号"}}.find("2112") == Rows{});
    Index index{{"争议土地，地界不清", "土地 地界", "土地界", "土地，地，地界", "土，土地"}};
    CHECK(index.find("土地界") == Rows{3});
    CHECK(index.find("土土") == Rows{});
    CHECK(index.find("地地") == Rows{});
    CHECK(index.find("土地") == Rows{1, 2, 3, 4, 5});
}

TEST_CASE("what is found is marked at the right bytes") {
    CHECK(Index{{"因宅基地的边界"}}.marked("宅基地") == "因[宅基地]的边界");
    CHECK(Index{{"找𠮷田先生，ＡＢＣ楼"}}.marked("𠮷田") == "找[𠮷田]先生，ＡＢＣ楼");
    CHECK(Index{{"找𠮷田先生，ＡＢＣ楼"}}.marked("bc") == "找𠮷田先生，Ａ[ＢＣ]楼");
}

TEST_CASE("a query of single characters asks for nothing") {
    for (const std::string query : {"", " ", "王", "王 李", "，。", "\"", "*", "a", "\xFF\xFE"})
        CHECK(match_expression(query).empty());
}

TEST_CASE("words of the query become quoted phrases, all of them wanted") {
    CHECK(match_expression("宅基地") == "\"宅基地\"");
    CHECK(match_expression(" 宅基地　王 李四 ") == "\"宅基地\" AND \"李四\"");
    CHECK(match_expression("Ａb-12") == "\"ab\" AND \"12\"");
}

TEST_CASE("no query is taken for syntax") {
    Index index{{"a or b not near summary text"}};
    for (const std::string query :
         {"OR", "a OR b", "NOT near", "text:near", "text : near", "near(a b, 2)", "\"or", "or\"", "＂or＂", "ne*",
          "^near", "-text", "{text}:near", "a\" OR \"b", "'; DROP TABLE t; --", "summary AND NOT text", "or + near"}) {
        INFO(query);
        const auto expression = match_expression(query);
        if (!expression.empty()) CHECK_NOTHROW(index.match(expression));
        CHECK(std::count(expression.begin(), expression.end(), '"') % 2 == 0);
    }
    CHECK(index.find("OR") == Rows{1});
    CHECK(index.find("near OR nothing") == Rows{});
    CHECK(index.find("ne*") == Rows{1});
}

TEST_CASE("bytes that are no UTF-8 part words and do no harm") {
    const std::vector<std::string> bad{"\xFF",
                                       "\x80",
                                       "\xC0\xAF",
                                       "\xE4\xB8",
                                       "\xED\xA0\x80",
                                       "\xF5\x80\x80",
                                       "\xF0\x80\x80\x80",
                                       "\xF4\x90\x80\x80",
                                       "\xE4",
                                       "\xF0\x9F\x98",
                                       "\xC3",
                                       std::string(1, '\0')};
    for (const auto& bytes : bad) {
        CHECK(Index{{"调解" + bytes + "协议"}}.tokens() == Tokens{"调解", "协议"});
        CHECK(match_expression("调解" + bytes + "协议") == "\"调解\" AND \"协议\"");
        CHECK(match_expression(bytes).empty());
        CHECK(Index{{bytes}}.tokens().empty());
    }
    std::mt19937 random{7};
    for (int round = 0; round < 300; ++round) {
        std::string text;
        for (std::size_t n = random() % 60; n > 0; --n) text += static_cast<char>(random());
        Index index{{text}};
        CHECK_NOTHROW(index.find(text));
        const bool asks = !match_expression(text).empty();
        CHECK(index.find(text) == (asks ? Rows{1} : Rows{}));
    }
}

TEST_CASE("a very long query is only a long query") {
    std::string many;
    for (int i = 0; i < 2000; ++i) many += "调解 ";
    CHECK(Index{{"人民调解"}}.find(many) == Rows{1});
    const std::string text(30'000, 'x');
    CHECK(Index{{text}}.find(text) == Rows{1});
}

TEST_CASE("searching agrees with looking for the word in the text") {
    std::mt19937 random{20211014};
    std::vector<std::string> texts;
    for (int i = 0; i < 400; ++i) texts.push_back(any_of(letters_and_blanks, 9, random));
    Index index{texts};
    for (int i = 0; i < 400; ++i) {
        auto word = letters[random() % letters.size()] + letters[random() % letters.size()];
        word += any_of(letters, 3, random);
        Rows wanted;
        for (std::size_t t = 0; t < texts.size(); ++t)
            if (texts[t].find(word) != std::string::npos) wanted.push_back(static_cast<std::int64_t>(t) + 1);
        INFO(word);
        CHECK(index.find(word) == wanted);
    }
}
