import Exact
import Foundation
import Mechanisms
import PropertyTesting
import Simulation
import Testing

@testable import CrossCheck

@Suite("Markets in which things go wrong")
struct FaultExaminationTests {
  private func outcome(
    _ mechanism: Mechanism, cases: Int = 100
  ) async -> FaultExamination.Outcome {
    var settings = Settings(cases: cases)
    settings.seed = 1
    return await FaultExamination(of: mechanism).run(settings)
  }

  private func shipped(_ path: String) throws -> Mechanism {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try Mechanism(contentsOf: root.appendingPathComponent("Properties/\(path)").path)
  }

  private static let sale = """
    mechanism: sale
    parameters:
      price: {default: 10}
    roles: {client: 1, node: 1}
    accounts: [escrow]
    steps:
      - {pay: price, from: client, to: escrow}
      - choose: node.result
        options: [correct, nothing]
        honest: correct
        timeout: nothing
      - when: node.result = correct
        then: [{pay: price, from: escrow, to: node}]
        else: [{pay: price, from: escrow, to: client}]
    properties:
      nothing is left: {claim: conservation, expect: proved}
    """

  private func sale(_ changes: (String, String)...) throws -> Mechanism {
    var text = Self.sale
    for (old, new) in changes { text = text.replacing(old, with: new) }
    return try Mechanism(reading: text, file: "")
  }

  @Test("rules that pay out whatever goes wrong keep what they claim")
  func kept() async throws {
    let outcome = await outcome(try sale())
    #expect(outcome.isExpected)
    #expect(outcome.kept.passed == 100)
  }

  @Test("money that is stuck where none is claimed to be is found, in one deal and by one fault")
  func stuck() async throws {
    let outcome = await outcome(try sale(("{pay: price, from: escrow, to: client}", "")))
    let broken = try #require(outcome.kept.failure?.error as? BrokenInvariant)
    #expect(!outcome.isExpected)
    #expect(broken.violation.kind == .stuck(account: "escrow", 10))
    #expect(broken.market.deals == 1)
    #expect(broken.market.faults.count == 1)
  }

  @Test("what nobody claims does not count")
  func unclaimed() async throws {
    let claim = ("properties:\n  nothing is left: {claim: conservation, expect: proved}", "")
    let loss = ("{pay: price, from: escrow, to: client}", "")
    #expect(await outcome(try sale(claim, loss)).isExpected)
    // Where the rules say nothing of silence, nobody claims that deals settle, nor what is left of them then.
    #expect(await outcome(try sale(("\n    timeout: nothing", ""))).isExpected)
  }

  @Test("what expects to be broken, and is not, is not as expected")
  func unbroken() async throws {
    let outcome = await outcome(try sale(("expect: proved", "expect: broken")), cases: 20)
    #expect(!outcome.isExpected)
    #expect(outcome.unbroken.map(\.name) == ["nothing is left"])
  }

  @Test(
    "the Lilypad contracts as written lose money by one fault in one deal",
    arguments: ["lilypad-v2-code", "lilypad-v2-reverting-timeouts"])
  func lilypad(name: String) async throws {
    let outcome = await outcome(try shipped("deployments/\(name).yaml"), cases: 60)
    #expect(outcome.isExpected)
    #expect(!outcome.broken.isEmpty)
    for (_, report) in outcome.broken {
      let broken = try #require(report.failure?.error as? BrokenInvariant)
      #expect(broken.market.deals == 1)
      #expect(broken.market.faults.count == 1)
    }
  }

  @Test("the deal that they intend keeps what it claims")
  func intended() async throws {
    let outcome = await outcome(try shipped("mediation/random-mediator.yaml"))
    #expect(outcome.isExpected)
    #expect(FaultExamination(of: try shipped("mediation/random-mediator.yaml")).claims.settles)
  }
}
