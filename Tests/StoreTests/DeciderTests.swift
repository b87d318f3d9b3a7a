import Collusion
import Exact
import Foundation
import Mechanisms
import Testing

@testable import Store

@Suite("Decider")
final class DeciderTests: Sendable {
  private let path = FileManager.default.temporaryDirectory
    .appendingPathComponent(UUID().uuidString).appendingPathComponent("answers.sqlite").path

  deinit {
    try? FileManager.default.removeItem(
      at: URL(fileURLWithPath: path).deletingLastPathComponent())
  }

  private func decider(timeout: Duration = .seconds(60)) -> Decider {
    Decider(
      Checker(timeout: timeout), keepingIn: AnswerStore(at: path),
      by: Engine.running(solver: "the solver"))
  }

  private static let deal = """
    mechanism: deal
    parameters:
      saving: {default: 4}
      deposit: {default: 20}
      check: {default: 1/4}
    assume: [saving > 0, deposit >= 0, 0 <= check <= 1]
    roles: {client: 1, node: 1}
    steps:
      - choose: node.result
        options: [correct, wrong]
        honest: correct
      - when: node.result = wrong
        then:
          - {pay: saving, from: world, to: node}
          - {pay: check*deposit, from: node, to: burn}
    properties:
      the client: {coalition: {client: 1}, expect: proved}
      the node: {coalition: {node: 1}, expect: broken}
      the node at enough: {coalition: {node: 1}, given: [check*deposit >= saving], expect: proved}
      it vanishes: {claim: vanishes, quantity: "floor(1/(1 + deposit))", as: deposit -> infinity}
      it does not: {claim: vanishes, quantity: "saving/(1 + check)", as: deposit -> infinity}
      enough is possible: {claim: some parameters are safe, coalition: {node: 1}, expect: proved}
    """

  private func deal(_ changes: (String, String)..., at file: String = "deal.yaml") throws
    -> Mechanism
  {
    var text = Self.deal
    for (old, new) in changes {
      #expect(text.contains(old))
      text = text.replacing(old, with: new)
    }
    return try Mechanism(reading: text, file: file)
  }

  private func findings(_ mechanism: Mechanism, by decider: Decider) async throws -> [Finding] {
    let examination = try await decider.problems(of: mechanism)
    #expect(examination.found.isEmpty)
    return try await decider.findings(on: mechanism, after: examination)
  }

  /// The names of the properties that were not known from before.
  private func decided(_ mechanism: Mechanism, by decider: Decider? = nil) async throws -> [String]
  {
    try await findings(mechanism, by: decider ?? self.decider()).filter { !$0.isRemembered }
      .map(\.property.name)
  }

  @Test("what is remembered is what was found")
  func theSame() async throws {
    let mechanism = try deal()
    let found = try await findings(mechanism, by: decider())
    let remembered = try await findings(mechanism, by: decider())
    #expect(found.map(\.isRemembered) == found.map { _ in false })
    #expect(remembered.map(\.isRemembered) == found.map { _ in true })
    #expect(found.map(\.verdict) == remembered.map(\.verdict))
    #expect(found.map(\.condition) == remembered.map(\.condition))
    #expect(found.map(\.duration) == remembered.map(\.duration))
    #expect(found[1].condition != nil)
  }

  @Test("a property that means the same is not decided again, however it is written")
  func spelling() async throws {
    _ = try await decided(deal())
    let other = try deal(
      ("mechanism: deal", "mechanism: another\nabout: in other words"),
      ("saving: {default: 4}", "saving: {about: what is saved, default: '4'}"),
      ("deposit >= 0", "deposit   >=   (0)"), ("  the client:", "  somebody:"),
      ("expect: broken", ""),
      at: "elsewhere.yaml")
    #expect(try await decided(other) == [])
    #expect(
      try await findings(other, by: decider())[1].property.location.file == "elsewhere.yaml")
  }

  @Test(
    "whatever a verdict depends on, if it is changed it is decided again",
    arguments: [
      ("default: 20", "default: 10"), ("check: {default: 1/4}", "check: {}"),
      ("saving > 0", "saving >= 0"), ("check*deposit, from: node", "deposit, from: node"),
      ("from: node, to: burn", "from: node, to: client"), ("client: 1, node", "client: 2, node"),
      ("[correct, wrong]", "[correct, wrong, nothing]"), ("honest: correct", "honest: wrong"),
    ])
  func rules(old: String, new: String) async throws {
    _ = try await decided(deal())
    let changed = try deal((old, new))
    #expect(try await decided(changed) == changed.properties.map(\.name))
  }

  @Test("if one property is changed, only that is decided again")
  func oneProperty() async throws {
    _ = try await decided(deal())
    let changed = try deal(("given: [check*deposit >= saving]", "given: [check*deposit > saving]"))
    #expect(try await decided(changed) == ["the node at enough"])
  }

  @Test("what was not decided is asked again once there is more time")
  func moreTime() async throws {
    _ = try await decided(deal(), by: decider(timeout: .seconds(60)))
    #expect(try await decided(deal(), by: decider(timeout: .seconds(60))) == [])
    #expect(try await decided(deal(), by: decider(timeout: .seconds(50))) == [])
    #expect(try await decided(deal(), by: decider(timeout: .seconds(61))) == ["it vanishes"])
  }

  @Test("fresh, nothing is looked up, and what is found is kept")
  func fresh() async throws {
    let mechanism = try deal()
    var fresh = decider()
    fresh.isFresh = true
    #expect(try await decided(mechanism, by: fresh).count == 6)
    #expect(try await decided(mechanism, by: fresh).count == 6)
    #expect(try await decided(mechanism) == [])
  }

  @Test("a reason that names a place is not kept, as the place may be another by then")
  func places() async throws {
    let mixing = """
      mechanism: mixing
      parameters: {pool: {type: integer}}
      assume: [pool >= 2]
      roles: {voter: pool, maker: 1}
      steps:
        - {choose: voter.vote, options: [yes, no], honest: {yes: 1/2, no: 1/2}}
        - when: count(voter where vote = yes) > count(voter where vote = no)
          then: [{pay: 1, from: world, to: maker}]
      properties:
        the maker: {coalition: {maker: 1, voter: 1}}
      """
    let first = try Mechanism(reading: mixing, file: "one.yaml")
    let second = try Mechanism(reading: "# more\n" + mixing, file: "two.yaml")
    for mechanism in [first, second] {
      let examination = try await decider().problems(of: mechanism)
      let finding = try await decider().findings(on: mechanism, after: examination)[0]
      let condition = try await decider().condition(for: finding.property, of: mechanism)
      for reason in [finding.verdict.reason, condition.openReason] {
        #expect(reason?.contains(mechanism.location.file) == true, "\(reason ?? "none")")
      }
    }
  }

  @Test("where it is asked what proofs rest on, they are made again")
  func obligations() async throws {
    let mechanism = try deal()
    _ = try await decided(mechanism)
    var decider = decider()
    decider.checker.keepsObligations = true
    let findings = try await findings(mechanism, by: decider)
    #expect(!findings[2].obligations.isEmpty)
  }

  @Test("another engine remembers nothing")
  func engines() async throws {
    _ = try await decided(deal())
    let other = Decider(
      Checker(), keepingIn: AnswerStore(at: path), by: Engine.running(solver: "another solver"))
    #expect(try await decided(deal(), by: other).count == 6)
    #expect(try await decided(deal(), by: Decider(Checker())).count == 6)
  }

  @Test("bounds, conditions and designs are remembered too")
  func extremes() async throws {
    let mechanism = try Mechanism(
      reading: Self.deal.replacing(
        "properties:", with: "design: {over: [deposit], minimise: deposit}\nproperties:"),
      file: "deal.yaml")
    let property = mechanism.properties[1]
    // A checker without time finds nothing: what is found then was remembered.
    let (slow, none) = (decider(), decider(timeout: .nanoseconds(1)))
    let bound = try await slow.gainBound(for: property, of: mechanism, freeing: ["deposit"])
    #expect(try await none.gainBound(for: property, of: mechanism, freeing: ["deposit"]) == bound)
    #expect(try await none.gainBound(for: property, of: mechanism) != bound)
    let condition = try await slow.condition(for: property, of: mechanism, solvingFor: "deposit")
    #expect(condition.openReason == nil)
    #expect(
      try await none.condition(for: property, of: mechanism, solvingFor: "deposit") == condition)
    let design = try await slow.cheapestDesign(for: property, of: mechanism)
    #expect(try design?.get().infimum?.value == 16)
    #expect(try await none.cheapestDesign(for: property, of: mechanism) == design)
  }
}
