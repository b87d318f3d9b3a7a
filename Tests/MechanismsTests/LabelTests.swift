import Mechanisms
import Testing

@Suite("Labels of steps")
struct LabelTests {
  private func mechanism() throws -> Mechanism {
    try Mechanism(
      reading: """
        mechanism: labels
        roles: {a: 1, b: 2}
        steps:
          - {choose: a.x, options: [l, r], honest: l, seen by: none}
          - {choose: a.x, options: [l, r], honest: l, seen by: none}
          - together:
              - {choose: a.y, options: [l, r], honest: l}
              - {choose: b.z, options: [l, r], honest: l}
          - {chance: coin, outcomes: {yes: 1}}
          - {chance: b.luck, outcomes: {yes: 1}}
          - {draw: one, from: b}
          - {reveal: a.x}
          - {pay: 1 + 2, from: a, to: b where z = l}
          - {let: t, be: 1}
          - repeat: 2
            steps:
              - {pay: 1 + 2, from: a, to: b where z = l}
              - {when: coin = yes, then: [{choose: a.x, options: [l, r], honest: l}]}
        """, file: "f")
  }

  @Test("are readable and unique, in the order of the file")
  func labels() throws {
    let mechanism = try mechanism()
    let expected = [
      "a.x", "a.x #2", "together a.y, b.z", "a.y", "b.z", "coin", "b.luck", "one", "reveal a.x",
      "pay 1 + 2 from a to b where z = l", "let t", "repeat 2",
      "pay 1 + 2 from a to b where z = l #2", "when coin = yes", "a.x #3",
    ]
    #expect(expected.indices.map(mechanism.label(of:)) == expected)
    #expect(mechanism.labels.count == expected.count)
  }

  @Test("lead back to the step")
  func inverse() throws {
    let mechanism = try mechanism()
    for (id, label) in mechanism.labels { #expect(mechanism.step(labelled: label) == id) }
    #expect(mechanism.step(labelled: "a.x #9") == nil)
  }

  @Test("secrets are written as in a file")
  func secrets() {
    #expect(Secret.outcome("coin").description == "coin")
    #expect(Secret.attribute(role: "a", "x").description == "a.x")
  }
}
