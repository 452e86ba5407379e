#include "tests/api/service/server_fixture.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <ctime>
#include <fstream>
#include <iterator>
#include <thread>

#include "storage/access/accounts.hpp"
#include "storage/access/sessions.hpp"
#include "tests/catch.hpp"
#include "tests/places.hpp"

namespace tiaojie::test {
namespace {

namespace fs = std::filesystem;

constexpr auto longest_start = std::chrono::seconds{30};

// Made once, copied for every test.
const Program& filled_once(Filled filled) {
    static const auto make = [](Filled what) {
        auto out = std::make_unique<Program>();
        if (what == Filled::demo) {
            REQUIRE(out->json({"demo"}).status == 0);
            return out;
        }
        REQUIRE(out->json({"init"}).status == 0);
        const std::string lines =
            R"({"do":"organisation.found","at":"2021-01-01","by":"c","org":"o","name":"东庄镇调委会","kind":"town","division":"350305101000"})"
            "\n"
            R"({"do":"organisation.found","at":"2021-01-01","by":"c","org":"v","name":"村调委会","kind":"village","division":"350305101001"})"
            "\n"
            R"({"do":"organisation.found","at":"2021-01-01","by":"c","org":"v2","name":"另一村调委会","kind":"village","division":"350305101201"})"
            "\n"
            R"({"do":"mediator.appoint","at":"2021-01-01","by":"c","mediator":"m","name":"调解员","org":"v"})"
            "\n";
        REQUIRE(out->json({"apply", "-"}, lines).status == 0);
        return out;
    };
    static const auto small = make(Filled::small);
    if (filled == Filled::small) return *small;
    static const auto demo = make(Filled::demo);
    return *demo;
}

const storage::PasswordHash& known_hash() {
    static const auto made = storage::hash_password(test_password);
    return made;
}

std::string content(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

[[noreturn]] void become_server(const fs::path& folder, const fs::path& db, const Start& start) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // a test that crashes leaves none behind
    const int said = ::open((folder / "server.err").c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    ::dup2(nothing, STDIN_FILENO);
    ::dup2(nothing, STDOUT_FILENO);
    ::dup2(said, STDERR_FILENO);
    if (start.largest_file) {
        const rlimit limit{*start.largest_file, RLIM_INFINITY};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        std::signal(SIGXFSZ, SIG_IGN);  // the write fails instead
    }
    ::unsetenv("TIAOJIE_DB");
    ::unsetenv("TIAOJIE_TODAY");
    std::vector<std::string> words{
        tiaojie::program_file(), "serve", "--listen", "127.0.0.1:0", "--quiet", "--db", db.string()};
    words.insert(words.end(), start.words.begin(), start.words.end());
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    ::execv(argv.front(), argv.data());
    ::_exit(127);
}

std::int64_t now_seconds() { return std::time(nullptr); }

}  // namespace

Json Reply::json() const {
    const auto document = parse_json(body, 64 * 1024 * 1024);
    INFO(status << " " << body.substr(0, 2000));
    REQUIRE(document);
    return *document;
}

std::string Reply::code() const {
    const auto document = parse_json(body, 64 * 1024 * 1024);
    return document ? at(*document, "code").text : std::string{};
}

std::string Client::request(const std::string& method, const std::string& path, const std::string& body,
                            const Headers& more) const {
    const std::string whole = path.starts_with("//") ? path.substr(1) : "/api/v1" + path;
    std::string out = method + " " + whole + " HTTP/1.1\r\nHost: localhost\r\n";
    if (!pass_.token.empty()) out += "Authorization: Bearer " + pass_.token + "\r\n";
    if (!pass_.cookie.empty()) out += "Cookie: " + pass_.cookie + "\r\n";
    if (!pass_.csrf.empty() && method != "GET" && method != "HEAD") out += "X-CSRF-Token: " + pass_.csrf + "\r\n";
    bool has_type = false;
    for (const auto& [name, value] : more) {
        out.append(name).append(": ").append(value).append("\r\n");
        has_type = has_type || name == "Content-Type";
    }
    if (!body.empty() && !has_type) out += "Content-Type: application/json\r\n";
    if (!body.empty() || method != "GET") out += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return out + "\r\n" + body;
}

RawClient& Client::connection() {
    if (!connection_) connection_ = std::make_unique<RawClient>(port_);
    return *connection_;
}

Reply Client::send(const std::string& method, const std::string& path, const std::string& body, const Headers& more) {
    const auto bytes = request(method, path, body, more);
    const bool has_body = method != "HEAD";
    const bool is_fresh = !connection_;
    connection().send(bytes);
    auto reply = connection().reply(has_body);
    if (reply.status == 0 && !is_fresh && method == "GET") {
        connection_.reset();
        connection().send(bytes);
        reply = connection().reply(has_body);
    }
    if (reply.status == 0 || reply.header("Connection") == "close") connection_.reset();
    return {reply.status, std::move(reply.headers), std::move(reply.body)};
}

Reply Client::sign_in(const std::string& account, const std::string& password) {
    pass_ = {};
    auto reply = post("/session", R"({"account":")" + account + R"(","password":")" + password + R"("})");
    if (reply.status != 201) return reply;
    const auto cookie = reply.header("Set-Cookie");
    pass_.cookie = cookie.substr(0, cookie.find(';'));
    pass_.csrf = at(reply.json(), "csrf").text;
    return reply;
}

Place::Place(Filled filled, const Start& how) {
    const auto& from = filled_once(filled);
    for (const char* ending : {"", ".key"}) fs::copy_file(from.db().string() + ending, program_.db().string() + ending);
    start(how);
}

Place::~Place() {
    if (child_ > 0) kill();
}

void Place::start(const Start& how) {
    REQUIRE(child_ <= 0);
    fs::remove(program_.folder() / "server.err");
    child_ = ::fork();
    if (child_ == 0) become_server(program_.folder(), program_.db(), how);
    const auto latest = std::chrono::steady_clock::now() + longest_start;
    const std::string mark = "http://127.0.0.1:";
    for (;;) {
        const auto said = errors();
        const auto found = said.find(mark);
        if (found != std::string::npos && said.find('\n', found) != std::string::npos) {
            port_ = static_cast<std::uint16_t>(std::stoi(said.substr(found + mark.size(), 5)));
            return;
        }
        INFO(said);
        REQUIRE(::waitpid(child_, nullptr, WNOHANG) == 0);
        REQUIRE(std::chrono::steady_clock::now() < latest);
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
}

std::string Place::errors() const { return content(program_.folder() / "server.err"); }

void Place::kill() {
    ::kill(child_, SIGKILL);
    wait_for_the_end();
}

void Place::ask_to_stop() { ::kill(child_, SIGTERM); }

int Place::stop() {
    ask_to_stop();
    return wait_for_the_end();
}

int Place::wait_for_the_end() {
    int status = 0;
    ::waitpid(std::exchange(child_, -1), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void Place::account(const std::string& name, Role role, const std::string& area,
                    const std::optional<std::string>& mediator) const {
    storage::Store store{program_.db()};
    const auto division = Division::parse(area);
    REQUIRE(division);
    Account made{name, role, *division, std::nullopt};
    if (mediator) made.mediator = Id{*mediator};
    storage::Transaction transaction{store.db()};
    if (storage::find_account(store, name)) return;
    REQUIRE_FALSE(storage::write_new_account(store, made, known_hash(), true, "2021-01-01T08:00:00+08:00"));
    storage::Query{store.db(), "UPDATE accounts SET must_change = 0 WHERE account = ?", name}.run();
    transaction.commit();
}

Pass Place::session(const std::string& account) const {
    storage::Store store{program_.db()};
    storage::Transaction transaction{store.db()};
    const auto row = storage::find_account(store, account);
    REQUIRE(row);
    const auto made = storage::write_session(store, row->account, false, now_seconds(), {});
    transaction.commit();
    return {"tiaojie=" + made.secret, made.session.csrf, {}, made.session.id};
}

Pass Place::token(const std::string& account, bool is_read_only) const {
    storage::Store store{program_.db()};
    storage::Transaction transaction{store.db()};
    const auto made = storage::write_token(
        store, {account, "a test's program", now_seconds() + 86'400, is_read_only, {}}, now_seconds());
    REQUIRE(made);
    transaction.commit();
    return {{}, {}, made->secret, made->session.id};
}

Client Place::client(const std::string& name, Role role, const std::string& area,
                     const std::optional<std::string>& mediator) const {
    account(name, role, area, mediator);
    return Client{port_, session(name)};
}

std::string register_command(const std::string& id, const std::string& case_id) {
    return R"({"do":"case.register","id":")" + id + R"(","case":")" + case_id +
           R"(","org":"v","division":"350305101001","type":"neighbour","source":"screening",)"
           R"("summary":"通道纠纷","parties":[]})";
}

}  // namespace tiaojie::test
