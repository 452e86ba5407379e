// Measures the HTTP server: each question beside a limit from the same run on the same machine. The server, the bare
// Beast server and the clients are processes of their own on the same processors; rounds alternate, so that whatever
// else the machine does slows all of them. Prints a Markdown table.
//   tiaojie_server_bench [CASES [STORE [PART]]]    STORE: used if it is there, else filled and kept
//                                                  PART: streams, memory, list, reads, storm or writes alone
#include <unistd.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "bench/filling.hpp"
#include "bench/load.hpp"
#include "bench/measure.hpp"
#include "bench/process.hpp"
#include "bench/raw_writer.hpp"
#include "storage/access/accounts.hpp"
#include "storage/access/sessions.hpp"

namespace tiaojie::bench {
namespace {

namespace fs = std::filesystem;

constexpr int towns = 10;
constexpr int clients = 64;
constexpr int hot_cases = 200;
constexpr int read_rounds = 9;
constexpr int write_rounds = 7;
constexpr double round_seconds = 0.6;
constexpr double list_ms = 200;  // promised of any page of the list, however it is filtered
constexpr int storm_clients = 32;
constexpr int idle_streams = 1'000;
constexpr std::size_t raw_alone = 2'000;      // rows of a round of single transactions
constexpr std::size_t raw_together = 12'800;  // rows of a round of groups

struct Options {
    std::int64_t cases{100'000};
    fs::path store{};
    bool keeps_store{false};
    std::string only{};
    fs::path folder{};
    fs::path programs{};
};

// A clerk of the whole district, signed in, without the password's hashing.
struct Account {
    std::string cookie{};
    std::string csrf{};
};

Account make_account(const fs::path& file, const std::string& name) {
    storage::Store store{file};
    static const auto hash = storage::hash_password("Bench1234!x");
    storage::Transaction transaction{store.db()};
    if (!storage::find_account(store, name)) {
        if (storage::write_new_account(store, {name, Role::clerk, store.area(), {}}, hash, true, now))
            throw std::runtime_error{"no account"};
        storage::Query{store.db(), "UPDATE accounts SET must_change = 0 WHERE account = ?", name}.run();
    }
    const auto row = storage::find_account(store, name);
    const auto made = storage::write_session(store, row->account, false, std::time(nullptr), {});
    transaction.commit();
    return {"tiaojie=" + made.secret, made.session.csrf};
}

std::string get(const Account& account, const std::string& path) {
    return "GET /api/v1" + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + account.cookie + "\r\n\r\n";
}

std::string post(const Account& account, const std::string& path, const std::string& body) {
    return "POST /api/v1" + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + account.cookie +
           "\r\nX-CSRF-Token: " + account.csrf +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

// What the server is asked by the connections of one load.
using Next = std::function<void(int, std::string&)>;

class Bench {
public:
    explicit Bench(Options options) : options_{std::move(options)} {}
    bool run();

private:
    Loaded load(std::uint16_t port, Next next, int connections = clients, double seconds = round_seconds) {
        auto out = put_load({port, connections, seconds, std::move(next)});
        if (out.answers == 0) throw std::runtime_error{"no answers"};
        return out;
    }
    Next reads_of(std::int64_t cases) {
        return [this, cases](int, std::string& out) {
            out = get(clerk_, "/cases/c" + std::to_string(dice_() % static_cast<std::uint64_t>(cases)));
        };
    }
    Next always(const std::string& request) {
        return [request](int, std::string& out) { out = request; };
    }
    Next registrations() {
        return [this](int, std::string& out) {
            const auto n = std::to_string(++registered_);
            out = post(clerk_, "/commands",
                       R"({"do":"case.register","id":"bench-)" + n + run_ + R"(","case":"n)" + n + run_ +
                           R"(","org":"t0v1","division":")" + Division{town(0).code + 202}.text() +
                           R"(","type":"neighbour","source":"screening","summary":"通道纠纷，协商未果","parties":[]})");
        };
    }

    void list();
    void reads();
    void writes();
    void storm();
    void memory();
    void streams();
    void start_server();

    Options options_;
    Table table_{};
    std::mt19937_64 dice_{7};
    Account clerk_{};
    std::optional<Process> server_{};
    std::uint16_t port_{0};
    std::int64_t registered_{0};
    std::string run_ = "-" + std::to_string(std::time(nullptr));
};

void Bench::start_server() {
    server_.reset();
    server_.emplace(std::vector<std::string>{(options_.programs / "tiaojie").string(), "serve", "--quiet", "--listen",
                                             "127.0.0.1:0", "--threads", "2", "--db", options_.store.string()},
                    options_.folder / "server.err");
    port_ = server_->port_said_after("http://127.0.0.1:");
}

// As it is a while after its start, with a page of every kind once asked for.
void Bench::memory() {
    for (const char* path : {"/cases", "/todo", "/campaigns", "/organisations", "/divisions", "/vocabulary",
                             "/stats?from=2021-01-01&to=2021-12-31", "/openapi.json"})
        load(port_, always(get(clerk_, path)), 4, 0.3);
    load(port_, reads_of(options_.cases), clients, 0.2);
    std::this_thread::sleep_for(std::chrono::seconds{1});
    table_.most("the server's memory after some hundred requests, " + std::to_string(options_.cases) + " cases",
                static_cast<double>(server_->memory_kib()) / 1024, 60, "MiB");
}

// The file lies in the system's memory as it does where people work all day: what is measured is the server, not the
// first touch of a disk.
void warm_up(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::vector<char> piece(1024 * 1024);
    while (in.read(piece.data(), static_cast<std::streamsize>(piece.size()))) {
    }
}

// What people do in the list of cases besides reading on: every filter by each of its words, and some together.
std::vector<std::string> filters() {
    std::vector<std::string> out{"overdue=true", "due_before=2022-03-01", "sort=oldest"};
    const auto each_of = [&]<class Term>(const char* key, Term last) {
        for (int i = 0; i <= static_cast<int>(last); ++i)
            out.push_back(std::string{key} + "=" + std::string{name(static_cast<Term>(i))});
    };
    each_of("status", Status::merged);
    each_of("stage", Stage::district_mediation);
    each_of("level", Level::district);
    each_of("type", DisputeType::other);
    each_of("source", Source::other_body);
    // 纠纷, 宅基地, 林国栋, the beginning of a telephone number, 林, and what there is not
    for (const char* words : {"%E7%BA%A0%E7%BA%B7", "%E5%AE%85%E5%9F%BA%E5%9C%B0", "%E6%9E%97%E5%9B%BD%E6%A0%8B",
                              "19900", "%E6%9E%97", "%E6%97%A0%E6%AD%A4%E8%AF%8D%E8%AF%AD"})
        out.push_back(std::string{"q="} + words);
    for (int t = 0; t < towns; ++t) {
        const auto village = Division{town(t).code + 202}.text();
        out.push_back("division=" + town(t).text());
        out.push_back("division=" + village + "&status=settled&q=%E7%BA%A0%E7%BA%B7");
        out.push_back("division=" + town(t).text() + "&type=land&stage=elders_hearing");
        out.push_back("org=t" + std::to_string(t) + "v1&sort=oldest");
    }
    return out;
}

void Bench::list() {
    warm_up(options_.store);
    const auto asking = [this](std::vector<std::string> queries) {
        std::size_t asked = 0;
        return load(
            port_,
            [this, queries = std::move(queries), asked](int, std::string& out) mutable {
                out = get(clerk_, "/cases?limit=100&" + queries[asked++ % queries.size()]);
            },
            1, 4);
    };
    const auto slowest = [&](const std::string& what, std::vector<std::string> queries) {
        const auto got = asking(std::move(queries));
        if (got.refused > 0) throw std::runtime_error{"refused lists"};
        table_.time(what + ", the slowest", got.percentile_ms(1), list_ms);
        table_.note(what + ", the median, ms", got.percentile_ms(0.5));
    };
    std::vector<std::string> pages;
    for (std::int64_t at = options_.cases - 1; at > 0; at -= 97) pages.push_back("cursor=after:c" + std::to_string(at));
    const auto through = "GET /cases, " + std::to_string(pages.size()) + " pages of 100 all through the list";
    slowest(through, std::move(pages));
    const auto all = filters();
    slowest("GET /cases, a page of 100, " + std::to_string(all.size()) + " filters and searches", all);
}

void Bench::reads() {
    warm_up(options_.store);
    const auto hello_port = free_port();
    const Process hello{{(options_.programs / "bench" / "tiaojie_hello").string(), std::to_string(hello_port), "2"},
                        options_.folder / "hello.err"};
    std::this_thread::sleep_for(std::chrono::milliseconds{200});
    struct Kind {
        std::string what{};
        Next next{};
        std::vector<double> rates{};
        std::vector<double> micros{};  // processor time an answer
        bool is_promised{true};
    };
    const std::string hello_request = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    // A case that the account has not read in the last five minutes is made anew, and the reading goes into the audit
    // journal: a write.
    std::vector<Kind> kinds{
        {"GET /cases/{id}, any of " + std::to_string(hot_cases), reads_of(hot_cases)},
        {"GET /cases, the first page", always(get(clerk_, "/cases"))},
        {"GET /cases/{id}, any of " + std::to_string(options_.cases) + ", mostly for the first time",
         reads_of(options_.cases),
         {},
         {},
         false}};
    std::vector<double> hello_rates;
    std::vector<double> hello_micros;
    for (auto& kind : kinds) load(port_, kind.next, clients, 0.3);
    load(hello_port, always(hello_request), clients, 0.3);
    const auto measured = [&](const Process& process, std::uint16_t port, const Next& next, std::vector<double>& rates,
                              std::vector<double>& micros) {
        const auto before = process.processor_seconds();
        const auto got = load(port, next);
        if (got.refused > 0) throw std::runtime_error{"refused reads"};
        rates.push_back(got.rate());
        micros.push_back((process.processor_seconds() - before) * 1e6 / static_cast<double>(got.answers));
    };
    for (int round = 0; round < read_rounds; ++round) {
        measured(hello, hello_port, always(hello_request), hello_rates, hello_micros);
        for (auto& kind : kinds) measured(*server_, port_, kind.next, kind.rates, kind.micros);
    }
    const std::string hello_does = "bare Beast, one fixed answer";
    for (const auto& kind : kinds)
        if (kind.is_promised)
            table_.rate(kind.what, median(kind.rates), hello_does, median(hello_rates), 0.5);
        else
            table_.compare(kind.what, median(kind.rates), hello_does, median(hello_rates));
    for (const auto& kind : kinds)
        table_.note(kind.what + ": processor time an answer, µs (bare Beast: " +
                        std::to_string(static_cast<int>(median(hello_micros) + 0.5)) + ")",
                    median(kind.micros));
}

void Bench::writes() {
    RawWriter alone{options_.folder / "raw_alone.db", Keys::as_in_the_journal};
    RawWriter together{options_.folder / "raw_together.db", Keys::as_in_the_journal};
    storage::Store store{options_.store};
    load(port_, registrations(), clients, 0.3);
    std::vector<double> ours;
    std::vector<double> alones;
    std::vector<double> togethers;
    std::vector<double> p99s;
    std::vector<double> commits;
    std::vector<double> micros;
    for (int round = 0; round < write_rounds; ++round) {
        const auto before = store.head().position;
        const auto worked = server_->processor_seconds();
        const auto got = load(port_, registrations(), clients, 1);
        if (got.refused > 0) throw std::runtime_error{"refused commands"};
        micros.push_back((server_->processor_seconds() - worked) * 1e6 / static_cast<double>(got.answers));
        ours.push_back(got.rate());
        p99s.push_back(got.percentile_ms(0.99));
        auto rows = rows_of(store, before + 1, static_cast<std::int64_t>(raw_together));
        togethers.push_back(raw_rate(together, rows, 64));
        rows.resize(std::min(rows.size(), raw_alone));
        const Stopwatch watch;
        for (const auto& row : rows) {
            const Stopwatch one;
            storage::Transaction transaction{alone.db()};
            alone.insert(row);
            transaction.commit();
            commits.push_back(one.seconds() * 1000);
        }
        alones.push_back(static_cast<double>(rows.size()) / watch.seconds());
    }
    const auto what = "case.register from " + std::to_string(clients) + " clients, each durable before its answer";
    table_.rate(what, median(ours), "raw SQLite, one insert a transaction", median(alones), 3);
    table_.rate(what, median(ours), "raw SQLite, 64 inserts a transaction", median(togethers), 0.25);
    table_.ratio(what + ": p99", median(p99s), "a raw commit, median", median(commits), 10);
    table_.note(what + ": processor time of the server, µs", median(micros));
}

void Bench::storm() {
    const auto quiet = load(port_, reads_of(hot_cases), 8, 3);
    Loaded stormed;
    Loaded sign_ins;
    std::thread attackers{[&] {
        std::mt19937_64 dice{11};
        sign_ins = put_load({port_, storm_clients, 3.5, [&dice](int, std::string& out) {
                                 const auto body =
                                     R"({"account":"x)" + std::to_string(dice()) + R"(","password":"Wrong1234!x"})";
                                 out = post({}, "/session", body);
                             }});
    }};
    std::this_thread::sleep_for(std::chrono::milliseconds{250});
    stormed = load(port_, reads_of(hot_cases), 8, 3);
    attackers.join();
    table_.ratio("GET /cases/{id}, p99, while " + std::to_string(storm_clients) + " clients try to sign in",
                 stormed.percentile_ms(0.99), "the same in quiet", quiet.percentile_ms(0.99), 10);
    table_.rate("GET /cases/{id} from 8 clients meanwhile", stormed.rate(), "the same in quiet", quiet.rate(), 0.25);
    table_.note("sign-ins tried a second meanwhile", sign_ins.rate());
}

void Bench::streams() {
    const auto before = server_->memory_kib();
    std::vector<int> open;
    const auto request = get(clerk_, "/events");
    for (int i = 0; i < idle_streams; ++i) {
        open.push_back(connected(port_, 2 + i / 150));
        send_all(open.back(), request);
    }
    for (const int each : open) receive_until(each, "retry:");
    std::this_thread::sleep_for(std::chrono::milliseconds{500});
    table_.most("what " + std::to_string(idle_streams) + " idle event streams add to the server's memory",
                static_cast<double>(server_->memory_kib() - before) / 1024, 50, "MiB");
    for (const int each : open) ::close(each);
}

bool Bench::run() {
    if (!fs::exists(options_.store)) {
        fs::create_directories(options_.store.parent_path());
        fill(options_.store, {.towns = towns, .cases = options_.cases}, TIAOJIE_DATA_DIR);
    }
    clerk_ = make_account(options_.store, "bench");
    const auto part = [this](const char* name) { return options_.only.empty() || options_.only == name; };
    start_server();
    load(port_, always(get(clerk_, "/cases")), 4, 0.3);
    if (part("streams")) streams();
    if (part("memory")) memory();
    if (part("list")) list();
    if (part("reads")) reads();
    if (part("storm")) storm();
    if (part("writes")) writes();
    server_.reset();
    table_.print(std::cout);
    if (!options_.keeps_store) fs::remove_all(options_.folder);
    return table_.all_hold();
}

}  // namespace

int run(int argc, char** argv) {
    Options options;
    options.programs = fs::canonical(argv[0]).parent_path().parent_path();
    options.folder = fs::temp_directory_path() / "tiaojie-server-bench";
    fs::create_directories(options.folder);
    if (argc > 1) options.cases = std::atoll(argv[1]);
    options.keeps_store = argc > 2;
    if (argc > 3) options.only = argv[3];
    options.store = argc > 2 ? fs::path{argv[2]} : options.folder / "register.db";
    return Bench{options}.run() ? 0 : 1;
}

}  // namespace tiaojie::bench

int main(int argc, char** argv) {
    try {
        return tiaojie::bench::run(argc, argv);
    } catch (const std::exception& error) {
        std::cerr << "\nbench: " << error.what() << "\n";
        return 2;
    }
}
