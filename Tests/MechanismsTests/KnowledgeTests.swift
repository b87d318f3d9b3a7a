import Mechanisms
import Testing

@Suite("What an honest rule may read")
struct KnowledgeTests {
  private func ignorance(_ steps: String, roles: String = "{a: 1, b: 1, many: 3}") -> [String] {
    mistakes(
      in: """
        mechanism: knowledge
        parameters: {p: {default: 1/2}}
        roles: \(roles)
        steps:
        \(steps)
        """)
  }

  @Test("a hidden chance cannot be read")
  func hidden() {
    #expect(
      ignorance(
        """
          - {chance: coin, outcomes: {heads: p, tails: 1 - p}, hidden: true}
          - choose: a.x
            options: [l, r]
            honest: [{if: coin = heads, take: l}, r]
        """) == ["8:19: an honest agent of 'a' cannot know 'coin' here: it is hidden"])
  }

  @Test("a chance that all see can be read, and so can one that was revealed")
  func visible() {
    for middle in ["", "  - {reveal: coin}"] {
      #expect(
        ignorance(
          """
            - {chance: coin, outcomes: {heads: p, tails: 1 - p}, hidden: \(middle.isEmpty ? "false" : "true")}
          \(middle)
            - choose: a.x
              options: [l, r]
              honest: [{if: coin = heads, take: l}, r]
          """) == [])
    }
  }

  private let learning = """
      - {chance: coin, outcomes: {heads: p, tails: 1 - p}, hidden: true}
      - choose: a.look
        options: {yes: {learns: coin}, no: }
        honest: LOOK
      - choose: a.x
        options: [l, r]
        honest: [{if: RULE, take: l}, r]
    """

  private func learning(look: String, rule: String) -> [String] {
    ignorance(learning.replacing("LOOK", with: look).replacing("RULE", with: rule))
  }

  @Test("what the prescribed option tells can be read")
  func learned() {
    #expect(learning(look: "yes", rule: "coin = heads") == [])
    #expect(learning(look: "{yes: 1, no: 0}", rule: "coin = heads") == [])
  }

  @Test("what only some prescribed options tell can be read by a rule that asks first")
  func maybeLearned() {
    #expect(learning(look: "no", rule: "coin = heads").count == 1)
    #expect(
      learning(look: "{yes: p, no: 1 - p}", rule: "coin = heads")
        == ["11:19: an honest agent of 'a' cannot know 'coin' here: it is hidden"])
    #expect(learning(look: "{yes: p, no: 1 - p}", rule: "look = yes and coin = heads") == [])
    #expect(learning(look: "{yes: p, no: 1 - p}", rule: "look = no or coin = heads") == [])
    #expect(
      learning(look: "{yes: p, no: 1 - p}", rule: "if a.look = yes then coin = heads else true")
        == [])
    #expect(learning(look: "{yes: p, no: 1 - p}", rule: "coin = heads and look = yes").count == 1)
  }

  private func audience(_ seen: String, reader: String = "b", rule: String = "a.x = l") -> [String]
  {
    ignorance(
      """
        - {choose: a.x, options: [l, r], honest: l, seen by: \(seen)}
        - choose: \(reader).y
          options: [u, v]
          honest: [{if: \(rule), take: u}, v]
      """)
  }

  @Test("a choice can be read by those who saw it, and by who made it")
  func audiences() {
    let message = "8:19: an honest agent of 'b' cannot know 'a.x' here: it did not see it"
    #expect(audience("none") == [message])
    #expect(audience("[many]") == [message])
    #expect(audience("[b]") == [])
    #expect(audience("everyone") == [])
    #expect(audience("none", reader: "a") == [])
    #expect(audience("none", rule: "count(a where x = l) = 1") == [message])
  }

  @Test("in a group, each knows its own choice and not the others'")
  func groups() {
    func group(_ rule: String) -> [String] {
      ignorance(
        """
          - {choose: many.x, options: [l, r], honest: {l: p, r: 1 - p}, seen by: none}
          - choose: many.y
            options: [u, v]
            honest: [{if: \(rule), take: u}, v]
        """)
    }
    #expect(group("x = l") == [])
    #expect(
      group("count(many where x = l) > 1")
        == ["8:19: an honest agent of 'many' cannot know 'many.x' here: it did not see it"])
    #expect(group("size(many) > 1") == [])
  }

  @Test("drawn agents know what drawn groups were shown")
  func drawn() {
    func jury(_ seen: String) -> [String] {
      ignorance(
        """
          - {draw: first, from: many}
          - {draw: second, from: many where not in first}
          - {choose: a.x, options: [l, r], honest: l, seen by: [\(seen)]}
          - choose: second.y
            options: [u, v]
            honest: [{if: a.x = l, take: u}, v]
        """)
    }
    #expect(jury("second") == [])
    #expect(jury("first").count == 1)
    #expect(jury("many") == [])
  }

  @Test("a second jury that excludes the first has nothing hidden in it by the first")
  func disjoint() {
    func jury(_ condition: String) -> [String] {
      ignorance(
        """
          - {draw: first, from: many}
          - {choose: first.vote, options: [up, down], honest: up, seen by: none}
          - {draw: second, from: many\(condition)}
          - {choose: second.vote, options: [up, down], honest: up}
          - {draw: third, from: many\(condition)}
          - choose: a.x
            options: [u, v]
            honest: [{if: second.vote = up, take: u}, v]
          - choose: b.x
            options: [u, v]
            honest: [{if: "count(third where vote = up) = 1", take: u}, v]
        """)
    }
    #expect(jury(" where not in first") == [])
    #expect(
      jury("") == ["15:20: an honest agent of 'b' cannot know 'third.vote' here: it did not see it"]
    )
  }

  @Test("what others choose at the same time cannot be read, what they chose before can")
  func together() {
    let both = """
        - together:
            - choose: a.x
              options: [c, d]
              honest: [{if: b.y = d, take: d}, c]
            - {choose: b.y, options: [c, d], honest: c}
      """
    #expect(
      ignorance(both) == [
        "8:23: an honest agent of 'a' cannot know 'b.y' here: it is chosen at the same time"
      ])
    #expect(
      ignorance("  - repeat: 3\n    steps:\n" + indented(both)) == [
        "10:27: an honest agent of 'a' cannot know 'b.y' here: it is chosen at the same time"
      ])
    #expect(
      ignorance(
        "  - {choose: b.y, options: [c, d], honest: c}\n  - repeat: 3\n    steps:\n"
          + indented(both))
        == [])
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
  }

  @Test("an own hidden chance cannot be read until it is learned")
  func ownChance() {
    func machine(_ reveal: String) -> [String] {
      ignorance(
        """
          - {chance: many.machine, outcomes: {fine: p, broken: 1 - p}, hidden: true}
        \(reveal)
          - choose: many.x
            options: [l, r]
            honest: [{if: machine = fine, take: l}, r]
        """)
    }
    #expect(
      machine("") == [
        "9:19: an honest agent of 'many' cannot know its own 'machine' here: it is hidden"
      ])
    #expect(machine("  - {reveal: many.machine}") == [])
    #expect(machine("  - {chance: many.machine, outcomes: {fine: 1}}") == [])
  }

  @Test("a binding is known if everything it was computed from is")
  func bindings() {
    func binding(_ formula: String, _ between: String = "") -> [String] {
      ignorance(
        """
          - {chance: coin, outcomes: {heads: p, tails: 1 - p}, hidden: true}
          - {choose: a.x, options: [l, r], honest: l}
          - {let: sum, be: \(formula)}
        \(between)
          - choose: b.y
            options: [u, v]
            honest: [{if: sum > 1, take: u}, v]
        """)
    }
    let message = [
      "11:19: an honest agent of 'b' cannot know 'sum' here: it depends on something hidden or unseen"
    ]
    #expect(binding("if a.x = l then 1 else 2") == [])
    #expect(binding("if coin = heads then 1 else 2") == message)
    #expect(binding("if coin = heads then 1 else 2", "  - {reveal: coin}") == [])
    #expect(binding("2", "  - {when: coin = heads, then: [{let: sum, be: 3}]}") == message)
    #expect(
      binding(
        "if coin = heads then 1 else 2",
        "  - {chance: coin, outcomes: {heads: p, tails: 1 - p}}") == message)
  }

  @Test("being asked tells what had to hold for it")
  func beingAsked() {
    #expect(
      ignorance(
        """
          - {chance: coin, outcomes: {heads: p, tails: 1 - p}, hidden: true}
          - when: coin = heads
            then:
              - choose: a.x
                options: [l, r]
                honest: [{if: coin = heads, take: l}, r]
          - choose: a.y
            options: [l, r]
            honest: [{if: x = l and coin = heads, take: l}, r]
          - choose: b.y
            options: [l, r]
            honest: [{if: a.x = l and coin = heads, take: l}, r]
        """) == ["16:19: an honest agent of 'b' cannot know 'coin' here: it is hidden"])
  }

  @Test("probabilities are read too, option conditions are shown to whoever is asked")
  func elsewhere() {
    #expect(
      ignorance(
        """
          - {chance: coin, outcomes: {heads: p, tails: 1 - p}, hidden: true}
          - choose: a.x
            options: {l: {if: coin = heads}, r: }
            honest: {l: if coin = heads then 1/2 else 0, r: if coin = heads then 1/2 else 1}
        """) == [
          "8:17: an honest agent of 'a' cannot know 'coin' here: it is hidden",
          "8:53: an honest agent of 'a' cannot know 'coin' here: it is hidden",
        ])
  }

  @Test("a prescription of a property may make a rule read what is not known any more")
  func overrides() {
    let text = """
      mechanism: overrides
      roles: {a: 1}
      steps:
      \(learning.replacing("LOOK", with: "yes").replacing("RULE", with: "coin = heads").replacing(": p, tails: 1 - p", with: ": 1/2, tails: 1/2"))
      properties:
        blind: {coalition: {a: 1}, prescribe: {a.look: no}}
      """
    #expect(mistakes(in: text).first?.hasSuffix("cannot know 'coin' here: it is hidden") ?? false)
  }
}
