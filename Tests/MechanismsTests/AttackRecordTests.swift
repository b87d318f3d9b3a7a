import Exact
import Foundation
import Mechanisms
import Testing

@Suite("Recorded attacks as text")
struct AttackRecordTests {
  private static let text = """
    attack: deal
    format: 1
    file: ../deal.yaml
    rules: 0a
    property: the node
    gain: 1/2
    coalition: {node: 1}
    deviators: {node: 1}
    byzantine: {judge: 2}
    parameters:
      price: 21/2
    plan:
    - at: judge.vote[2]
      asked: {role: judge, side: byzantine, seen: ['jury: drawn']}
      known:
      - 'node.result: good'
      crowd:
      - {count: 2, role: judge, side: byzantine, seen: ['jury: drawn']}
      take: {up: 1, down: 1}
    trace:
    - round: tired = true
      probability: 1/4
      events:
      - 'node at node.result: good'
      coalition: -3/2
    untold: 7

    """

  private static let mechanism = try? Mechanism(
    reading: """
      mechanism: deal
      parameters: {price: {default: 1}}
      roles: {node: 1, judge: 3}
      steps:
        - {choose: node.result, options: [good, bad], honest: good}
        - {draw: jury, from: judge, count: 2}
        - repeat: 2
          steps: [{choose: judge.vote, options: [up, down], honest: up}]
      """, file: "deal.yaml")

  private func mistakes(replacing part: String, by other: String) -> [String] {
    #expect(Self.text.contains(part))
    let text = Self.text.replacingOccurrences(of: part, with: other)
    do throws(Diagnostics) {
      let record = try AttackRecord(reading: text, file: "r.yaml")
      if let mechanism = Self.mechanism { _ = try record.deviation(on: mechanism) }
      return []
    } catch {
      return error.list.map(\.description)
    }
  }

  @Test("what is read is written again, but for the order of what has none")
  func roundTrip() throws {
    let record = try AttackRecord(reading: Self.text, file: "r.yaml")
    #expect(record.trace.untold == 7 && record.trace.plays.first?.coalition == Rational(-3, 2))
    #expect(record.coalition.byzantine == ["judge": 2])
    let written = try record.text()
    #expect(try AttackRecord(reading: written, file: "r.yaml") == record)
    #expect(written == Self.text.replacingOccurrences(of: "up: 1, down: 1", with: "down: 1, up: 1"))
  }

  @Test("the plan on a mechanism is the one that was recorded")
  func plan() throws {
    let mechanism = try #require(Self.mechanism)
    let record = try AttackRecord(reading: Self.text, file: "r.yaml")
    let deviation = try record.deviation(on: mechanism)
    let again = AttackRecord(
      of: deviation, by: record.coalition, on: mechanism, file: "../deal.yaml",
      property: "the node", parameters: record.parameters, gain: record.gain, trace: record.trace)
    #expect(again.plan == record.plan && again.rules == mechanism.digest)
    #expect(deviation.choices.keys.first?.view.moment.rounds == [2])
  }

  @Test(
    "a mistake is told with its place",
    arguments: [
      ("gain: 1/2", "gain: much", "r.yaml:6:7: 'much' is not a number"),
      ("gain: 1/2\n", "", "r.yaml:1:1: a recorded attack needs 'gain'"),
      (
        "untold: 7", "untolt: 7",
        "r.yaml:26:1: unknown key 'untolt' in a recorded attack; did you mean 'untold'?"
      ),
      ("file: ../deal.yaml", "file: [a]", "r.yaml:3:7: expected the name of a file, found a list"),
      (
        "side: byzantine, seen: ['jury: drawn']}\n  known", "side: bizantine}\n  known",
        "r.yaml:14:30: 'side' is one of outsider, accomplice, deviator, favoured, byzantine, not 'bizantine'; did you mean 'byzantine'?"
      ),
      (
        "at: judge.vote[2]", "at: judge.note[2]",
        "r.yaml:13:7: unknown step 'judge.note'; did you mean 'judge.vote'?"
      ),
      ("at: judge.vote[2]", "at: jury", "r.yaml:13:7: 'jury' is not a choice"),
      (
        "'node.result: good'\n  crowd", "node\n  crowd",
        "r.yaml:16:5: expected a 'step: fact', found 'node'"
      ),
      (
        "take: {up: 1", "take: {up: -1",
        "r.yaml:19:14: 'what is taken' must be a whole number, at least 0"
      ),
      ("{judge: 2}", "{judge: 99999999999}", "r.yaml:9:20: more than 1000000000 agents"),
      ("price: 21/2", "price: 1e99999", "r.yaml:11:10: '1e99999' is not a number"),
    ])
  func mistakes(part: String, other: String, message: String) {
    #expect(
      mistakes(replacing: part, by: other).contains(message),
      "\(mistakes(replacing: part, by: other))")
  }

  @Test("another format is told, with what to do, and nothing else")
  func format() {
    let other = mistakes(replacing: "format: 1\nfile", by: "format: 2\nlife")
    #expect(
      other == [
        "r.yaml:2:9: the format of this recorded attack is '2', and only 1 is read here; record it anew with 'cartel record'"
      ])
    let none = mistakes(replacing: "format: 1\n", by: "")
    #expect(
      none.count == 1 && none[0].hasPrefix("r.yaml:1:1: ") && none[0].contains("cartel record"))
  }

  @Test("what is cut off anywhere is refused, or reads as a record")
  func cutOff() {
    for length in 0..<Self.text.utf8.count {
      let text = String(decoding: Self.text.utf8.prefix(length), as: UTF8.self)
      do throws(Diagnostics) {
        _ = try AttackRecord(reading: text, file: "r.yaml")
      } catch {
        #expect(error.list.allSatisfy { $0.line > 0 }, "\(length): \(error)")
      }
    }
  }
}
