#include "cli/case_page.hpp"

#include "api/wire/views.hpp"
#include "cli/table.hpp"
#include "cli/words.hpp"
#include "core/case/duty.hpp"
#include "core/case/event.hpp"

namespace tiaojie::cli {
namespace {

std::string joined(const Json* list, const std::function<std::string(const std::string&)>& name_of) {
    std::string out;
    if (list == nullptr) return out;
    for (const auto& item : list->items) out += (out.empty() ? "" : "、") + name_of(item.text);
    return out;
}

bool is_true(const Json& json, std::string_view key) {
    const auto* found = json.find(key);
    return found != nullptr && found->boolean;
}

class Page {
public:
    Page(const Json& view, const PageNames& names, std::size_t width) : view_(view), names_(names), width_(width) {}

    std::string text() && {
        heading();
        facts();
        parties();
        agreement();
        duties();
        section("期限", "deadlines");
        if (has("deadlines")) out_ += clocks_text(*view_.find("deadlines"), false, width_);
        history();
        papers();
        docket();
        return std::move(out_);
    }

private:
    bool has(std::string_view key) const {
        const auto* found = view_.find(key);
        return found != nullptr && found->kind != Json::Kind::null &&
               (found->kind != Json::Kind::array || !found->items.empty());
    }
    void line(const std::string& label, const std::string& text) {
        if (text.empty()) return;
        constexpr std::size_t indent = 12;
        out_ += padded(label + "  ", indent) + wrapped(printable(text), width_, indent) + "\n";
    }
    void section(const std::string& title, std::string_view key) {
        if (has(key)) out_ += "\n" + coloured(title, Colour::bold) + "\n";
    }

    void heading() {
        const auto number = text_of(view_, "number");
        out_ += coloured(one_line(text_of(view_, "case") + (number.empty() ? "" : "  " + number)), Colour::bold) + "\n";
    }

    void facts() {
        auto status = chinese_of<Status>(view_, "status");
        if (status.empty()) {
            out_ += "（这一天尚未登记）\n";
            return;
        }
        if (has("stage"))
            status += "，" + chinese_of<Stage>(view_, "stage") + "（" + chinese_of<Level>(view_, "level") + "）";
        for (const auto& [key, word] : {std::pair{"struck_off", "销号"}, {"archived", "归档"}})
            if (has(key)) status += "，" + text_of(view_, key) + word;
        if (has("merged_into")) status += "，并入" + text_of(view_, "merged_into");
        if (const auto times = text_of(view_, "reopened"); times != "0") status += "，反弹" + times + "次";
        line("状态", status);
        line("纠纷类型", chinese_of<DisputeType>(view_, "type") + (is_true(view_, "major") ? "（重大）" : ""));
        line("来源", chinese_of<Source>(view_, "source"));
        line("所在地", names_.division(text_of(view_, "division")));
        line("调解组织", names_.organisation(text_of(view_, "org")));
        line("登记", text_of(view_, "registered"));
        line("受理", text_of(view_, "accepted"));
        line("调解员", joined(view_.find("mediators"), names_.person));
        line("包案干部", text_of(view_, "official"));
        line("金额", has("amount") ? text_of(view_, "amount") + "元" : "");
        line("人数", text_of(view_, "people"));
        line("简要情况", text_of(view_, "summary"));
        line("一案一策", text_of(view_, "plan"));
    }

    void parties() {
        section("当事人", "parties");
        for (const auto& party : view_.find("parties")->items) {
            std::string text = text_of(party, "name");
            if (text_of(party, "kind") == "body") text += "（单位）";
            for (const auto* key : {"id_number", "birth", "phone", "address"})
                if (const auto part = text_of(party, key); !part.empty()) text += "  " + part;
            line(chinese_of<Side>(party, "side"), one_line(text));
        }
    }

    void duties() {
        section("依法应当报告", "duties");
        for (const auto& each : view_.find("duties")->items)
            line(chinese_of<Duty>(each, "duty"), text_of(each, "text") + "；案情提到：" + text_of(each, "because"));
    }

    void agreement() {
        if (!has("agreement")) return;
        const auto& agreement = *view_.find("agreement");
        section("协议", "agreement");
        line("形式", chinese_of<Form>(agreement, "form") + "，" + text_of(agreement, "settled") + "达成，" +
                         text_of(agreement, "effective") + "生效");
        line("内容", text_of(agreement, "terms"));
        if (const auto amount = text_of(agreement, "amount"); !amount.empty()) line("金额", amount + "元");
        int number = 0;
        for (const auto& obligation : agreement.find("obligations")->items) {
            const auto performed = text_of(obligation, "performed");
            const auto amount = text_of(obligation, "amount");
            line("义务" + std::to_string(++number), text_of(obligation, "what") +
                                                        (amount.empty() ? "" : "，" + amount + "元") + "，" +
                                                        text_of(obligation, "due") + "前" +
                                                        (performed.empty() ? "，尚未履行" : "，" + performed + "履行"));
        }
        for (const auto& [key, word] : {std::pair{"applied", "申请司法确认"},
                                        {"confirmed", "法院确认"},
                                        {"dismissed", "法院驳回"},
                                        {"follow_up", "首次回访"}})
            line(word, text_of(agreement, key));
    }

    void history() {
        section("经过", "history");
        for (const auto& event : view_.find("history")->items) {
            const auto at = text_of(event, "at");
            auto when = at.substr(0, 10);
            if (at.size() >= 16) when += " " + at.substr(11, 5);
            auto text = std::string{event_chinese(text_of(event, "event"))} + details(event);
            if (is_true(event, "late")) text += "〔补录〕";
            constexpr std::size_t indent = 18;
            out_ += padded(when, indent) +
                    wrapped(one_line(text + "  " + names_.person(text_of(event, "by"))), width_, indent) + "\n";
        }
    }

    // What is shown of an event besides its name.
    std::string details(const Json& event) const {
        std::string out;
        const auto add = [&](const std::string& text) {
            if (!text.empty()) out += "：" + text;
        };
        add(text_of(event, "number"));
        if (event.find("to") != nullptr) add(chinese_of<Stage>(event, "from") + "→" + chinese_of<Stage>(event, "to"));
        if (event.find("step") != nullptr) add(chinese_of<ConfirmationStep>(event, "step"));
        if (event.find("result") != nullptr) add(chinese_of<FollowUpResult>(event, "result"));
        if (event.find("clock") != nullptr)
            add(chinese_of<ClockKind>(event, "clock") + "延至" + text_of(event, "until"));
        if (text_of(event, "event") == "PaperFiled") add(chinese_of<PaperKind>(event, "kind"));
        if (text_of(event, "event") == "ReviewHeld")
            add("到会" + text_of(event, "present") + "人（应到" + text_of(event, "seats") + "），赞成" +
                text_of(event, "in_favour") + "，反对" + text_of(event, "against") +
                (is_true(event, "carried") ? "，通过" : "，未通过"));
        if (const auto* elders = event.find("elders")) add(joined(elders, names_.person));
        if (event.find("mediators") != nullptr) add(joined(event.find("mediators"), names_.person));
        if (event.find("into") != nullptr) add(text_of(event, "into"));
        for (const auto* key : {"place", "notes", "opinion", "reason", "note"}) add(text_of(event, key));
        return out;
    }

    void papers() {
        section("卷宗材料", "papers");
        for (const auto& paper : view_.find("papers")->items) {
            auto text = chinese_of<PaperKind>(paper, "kind");
            for (const auto* key : {"note", "file"})
                if (const auto part = text_of(paper, key); !part.empty()) text += "  " + part;
            line(text_of(paper, "filed"), text);
        }
    }

    void docket() {
        section("督办", "notices");
        for (const auto& notice : view_.find("notices")->items) {
            auto text = chinese_of<Grade>(notice, "grade") + "：" + text_of(notice, "requirement") + "（" +
                        text_of(notice, "reply_by") + "前回复）";
            for (const auto& [key, word] : {std::pair{"signed", "签收"}, {"replied", "回复"}, {"cancelled", "撤销"}})
                if (const auto day = text_of(notice, key); !day.empty()) text += "，" + day + word;
            line(text_of(notice, "number"), text);
        }
        section("会商决定", "decisions");
        for (const auto& decision : view_.find("decisions")->items) {
            auto text = text_of(decision, "decision");
            if (const auto leader = text_of(decision, "leader"); !leader.empty()) text += "，" + leader;
            if (const auto due = text_of(decision, "due"); !due.empty()) text += "，" + due + "前";
            if (const auto done = text_of(decision, "done"); !done.empty()) text += "，" + done + "办结";
            line(text_of(decision, "held"), text);
        }
    }

    const Json& view_;
    const PageNames& names_;
    std::size_t width_;
    std::string out_{};
};

}  // namespace

std::string case_page(const Json& view, const PageNames& names, std::size_t width) {
    return Page{view, names, width}.text();
}

std::string clocks_text(const Json& deadlines, bool explained, std::size_t width) {
    Table table{{{"期限"}, {"", false, 30}, {"起算"}, {"截止"}, {"状态"}, {"依据", false, 40}}};
    for (const auto& each : deadlines.items) {
        const auto state = parse_term<ClockState>(text_of(each, "state")).value_or(ClockState::open);
        table.add({{chinese_of<ClockKind>(each, "clock")},
                   {text_of(each, "label")},
                   {text_of(each, "start")},
                   {text_of(each, "due") + (is_true(each, "provisional") ? "（暂定）" : "")},
                   {std::string{chinese(state)}, colour_of(state)},
                   {text_of(each, "basis")}});
    }
    auto out = table.text(width);
    if (!explained) return out;
    for (const auto& each : deadlines.items) {
        const auto label = text_of(each, "label");
        out += "\n" +
               coloured(chinese_of<ClockKind>(each, "clock") + (label.empty() ? "" : "：" + one_line(label)),
                        Colour::bold) +
               "  " + text_of(each, "due") + "\n";
        for (const auto& line : each.find("explanation")->items)
            out += "  " + wrapped(one_line(line.text), width, 2) + "\n";
    }
    return out;
}

}  // namespace tiaojie::cli
