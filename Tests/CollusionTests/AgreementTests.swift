import Exact
import Interpretation
import Mechanisms
import SMT
import Testing
import Twin

@testable import Collusion

/// The two readings of a mechanism held against each other.
@Suite("The readings agree")
struct AgreementTests {
  @Test(
    "in the interpretation and in the twin every random plan earns the same",
    arguments: Shipped.names)
  func randomPlans(name: String) throws {
    let mechanism = try Shipped.mechanism(name)
    #expect(try !differ(mechanism, twin: mechanism, cases: 100))
  }

  @Test("a wrong payment planted in either reading is caught", arguments: Shipped.names)
  func plantedPayments(name: String) throws {
    let mechanism = try Shipped.mechanism(name)
    let payments = mechanism.allSteps.filter { step in
      if case .pay = step.action { true } else { false }
    }
    for payment in payments where mechanism.isFelt(payment) {
      let wrong = try mechanism.dropping(step: payment.id)
      #expect(try differ(mechanism, twin: wrong, cases: 600), "\(payment.location)")
      #expect(try differ(wrong, twin: mechanism, cases: 600), "\(payment.location)")
    }
  }

  @Test(
    "the largest gain that plain search finds in the twin is the solver's",
    arguments: Shipped.finite)
  func largestGains(name: String) async throws {
    var play = RandomPlay(try Shipped.mechanism(name), seed: 7)
    for _ in 0..<6 {
      let point = try #require(try play.parameters())
      let coalition = try play.coalition(at: point)
      let reply = try Twin(play.mechanism, parameters: point, coalition: coalition).bestReply()
      try await confirm(reply.gain, of: coalition, at: point, in: play.mechanism)
    }
  }

  /// Whether one of some random plans earns something else in the interpretation of one mechanism than
  /// in the twin of another, or honest play does.
  private func differ(_ mechanism: Mechanism, twin: Mechanism, cases: Int) throws -> Bool {
    var play = RandomPlay(mechanism, seed: 1)
    let program = Program(mechanism)
    for _ in 0..<cases {
      let point = try #require(try play.parameters())
      let coalition = try play.coalition(at: point)
      let (deviation, earned, honest) = try play.plan(of: coalition, in: program, at: point)
      do {
        let twin = try Twin(twin, parameters: point, coalition: coalition)
        if try twin.expectation(following: deviation).coalition != earned { return true }
        if try twin.expectation().coalition != honest { return true }
      } catch is Fault {
        return true
      }
    }
    return false
  }
}

/// Checks with the solver that a coalition's largest gain at a point is exactly this.
func confirm(
  _ gain: Rational, of coalition: Coalition, at point: [String: Rational],
  in mechanism: Mechanism, prescribing overrides: [Property.Override] = []
) async throws {
  let given = point.map { name, value in
    Located(Formula.comparison(.equal, .parameter(name), .number(value)))
  }
  func attack(above margin: Rational) async throws -> Attack? {
    let property = Property(
      "largest gain", against: .size(Located(.number(Rational(coalition.size)))), given: given,
      prescribing: overrides, margin: Located(.number(margin)))
    return try await onSolverThread { context in
      let inquiry = try Inquiry(
        Subject(mechanism, property),
        Shape(members: coalition.members.mapValues(Shape.Count.some)),
        asking: Oracle(context, until: Deadline(in: .seconds(60))))
      return try inquiry.smallestAttack()
    }
  }
  #expect(try await attack(above: gain) == nil, "\(mechanism.name) \(coalition) \(point)")
  if gain > 0 {
    let attack = try await attack(above: gain * Rational(999, 1000))
    #expect(attack?.gain == gain, "\(mechanism.name) \(coalition) \(point)")
    if let attack {
      let played = try Replay(mechanism, overrides).gain(
        of: attack.deviation, by: attack.coalition, at: attack.parameters)
      #expect(played == gain)
    }
  }
}

extension Mechanism {
  /// The mechanism with one payment left out.
  fileprivate func dropping(step id: Int) throws -> Mechanism {
    func without(_ steps: [Step]) -> [Step] {
      steps.filter { $0.id != id }.map { step in
        var step = step
        switch step.action {
        case .when(let condition, let then, let otherwise):
          step.action = .when(condition, then: without(then), else: without(otherwise))
        case .rounds(let count, let steps): step.action = .rounds(count, without(steps))
        case .forever(var repetition):
          repetition.steps = without(repetition.steps)
          step.action = .forever(repetition)
        default: break
        }
        return step
      }
    }
    var mechanism = self
    mechanism.steps = without(steps)
    mechanism.accounts = accounts.map { Account($0.name, mayGoBelowZero: true) }
    return mechanism
  }

  /// Whether some agent pays or gets a payment.
  fileprivate func isFelt(_ step: Step) -> Bool {
    guard case .pay(let payment) = step.action else { return false }
    let sides = [payment.source, payment.target]
    let isPaidByAll = steps.contains { $0.id == step.id }
    return !isPaidByAll
      && sides.contains { if case .agents = $0 { true } else { false } }
  }
}
