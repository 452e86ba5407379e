// A story told in lines over an office in memory: what is entered, what is refused, what the clocks then say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/case/command.hpp"
#include "core/case/event.hpp"
#include "lines.hpp"
#include "office.hpp"

namespace tiaojie::test {

inline constexpr Division town{350305101000};
inline constexpr Division village{350305101201};
inline constexpr Division other_village{350305101202};

class Scenario {
public:
    // 东庄镇 on the first day of 2020: committees o1 (village) and o2 (town), mediators m1 m2 m3, elders e1 … e6,
    // 30 seats in the village, the calendar and the default policy.
    Scenario();

    Office office;
    Date today{};

    // Tells a story, a line each (# and blank lines are passed over). The test fails where a line does not hold.
    //   2021-03-01 case.register                          is accepted
    //   ! 2021-03-02 case.resume -> wrong_status          is refused with that code, and nothing has changed
    //   ? 2021-03-10 overall 2021-03-31 open              the clock's due day and state on that day
    //   ? 2021-03-10 stage#2@c7 2021-03-15 paused raw=2021-03-14   the second one of case c7
    //   ? 2021-03-10 stage none                           is not listed
    void tell(std::string_view story);

    // The code of the refusal, empty when accepted. Fails the test when a refused command changed anything.
    std::string refused(std::string_view line);
    std::string refused(const Command& command, std::string_view at);

    Event accepted(std::string_view line);  // fails the test when refused

    CaseState on(std::string_view day, std::string_view case_id = "c1") const;
    const CaseState& state(std::string_view case_id = "c1") const { return office.state({std::string{case_id}}); }
    std::vector<Deadline> deadlines(std::string_view day, std::string_view case_id = "c1",
                                    Explain explain = Explain::no) const;
    // "stage#2" on a day as "2021-03-15 paused", "none" when it is not listed.
    std::string clock(std::string_view which, std::string_view day, bool with_raw = false) const;

private:
    void expect(std::string_view line) const;
    void forbid(std::string_view line);
};

template <class E>
E event_as(const Event& event) {
    return std::get<E>(event);
}

}  // namespace tiaojie::test
