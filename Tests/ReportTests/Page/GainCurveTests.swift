import Collusion
import Exact
import Mechanisms
import Testing

@testable import Report

@Suite("The gain against one parameter")
struct GainCurveTests {
  @Test("it is what the attack's formula says, and crosses zero where the condition ends")
  func formula() async throws {
    let (run, mechanism) = try await found(audited)
    let subject = try #require(Chartable(run.results[0].finding, of: mechanism))
    let curve = try #require(GainCurve(of: subject, over: "fine"))
    #expect(curve.changesSign && curve.lines.count == 1)
    for (at, gain) in curve.lines[0].pieces.joined() {
      let point = subject.point.merging(["fine": Rational(Int((at * 1_000).rounded()), 1_000)]) {
        $1
      }
      let exact = try #require(subject.condition.conjuncts[0].attack.formula.evaluate(at: point))
      #expect(abs(gain - exact.approximation) < 1e-2)
    }
    #expect(GainCurve(of: subject, over: "absent") == nil)
  }

  @Test("the most that is gained against the number of agents is that of each number")
  func bound() async throws {
    let text = """
      mechanism: pool
      parameters:
        prize: {default: 12}
        pool: {type: integer, default: 4}
      assume: [prize > 0, pool >= 1]
      roles: {client: 1, mediator: pool}
      steps:
        - {draw: judge, from: mediator}
        - {choose: judge.verdict, options: [right, wrong], honest: right}
        - when: judge.verdict = wrong
          then: [{pay: prize, from: world, to: judge}]
      properties:
        a mediator: {coalition: {mediator: 1}, expect: broken}
      """
    var (run, mechanism) = try await found(text)
    #expect(run.results[0].finding.sizes(of: mechanism) == ["pool"])
    run.results[0].finding.gainBound = try await Checker()
      .gainBound(for: mechanism.properties[0], of: mechanism, freeing: ["pool"])
    let subject = try #require(Chartable(run.results[0].finding, of: mechanism))
    let curve = try #require(GainCurve(bounding: subject, over: "pool"))
    #expect(curve.isInteger)
    let gains = curve.lines[0].pieces.joined().map(\.gain)
    #expect(gains.prefix(4).elementsEqual([12, 6, 4, 3]))
    #expect(run.results[0].finding.verdict.attack != nil)
  }
}
