import Collusion
import Exact
import Mechanisms
import Testing

@testable import Report

@Suite("Safety over two parameters")
struct SafetyPlaneTests {
  private func subject(_ text: String = audited) async throws -> Chartable {
    let (run, mechanism) = try await found(text)
    return try #require(Chartable(run.results[0].finding, of: mechanism))
  }

  /// Points strictly inside, of which none is on a border by accident.
  private static let shares = (0..<17).map { Rational(2 * $0 + 1, 35) }

  @Test("the plane says at each point what the condition says there")
  func agreement() async throws {
    let subject = try await subject()
    for names in [["fine", "check"], ["check", "cost"], ["cost", "fine"]] {
      let plane = try #require(SafetyPlane(of: subject, over: names))
      for across in Self.shares {
        for up in Self.shares {
          let values = zip(plane.slice.axes, [across, up]).map {
            $0.lower + ($0.upper - $0.lower) * $1
          }
          let point = subject.point.merging(zip(names, values)) { $1 }
          let zone = plane.zone(values[0].approximation, values[1].approximation)
          #expect((zone == .safe) == subject.condition.holds(at: point), "\(point)")
        }
      }
    }
  }

  @Test("the shapes cover the plane, each with what holds there")
  func shapes() async throws {
    let plane = try #require(SafetyPlane(of: try await subject(), over: ["fine", "check"]))
    let map = SafetyMap(of: plane)
    let (across, up) = (plane.slice.axes[0], plane.slice.axes[1])
    let area = map.bands.reduce(0) { $0 + $1.area }
    #expect(abs(area / (across.length * up.length) - 1) < 1e-4)
    for band in map.bands {
      for (one, other) in zip(band.edges, band.edges.dropFirst()) {
        let (lower, upper) = ((one.lower + other.lower) / 2, (one.upper + other.upper) / 2)
        guard upper - lower > up.length / 50 else { continue }
        let zone = plane.zone((one.across + other.across) / 2, (lower + upper) / 2)
        #expect(zone == band.zone)
      }
    }
  }

  @Test("what is not assumed is told apart, also where that is no quotient of polynomials")
  func assumptions() async throws {
    let text = audited.replacing("fine >= 0,", with: "\"fine >= max(2, 8 * check)\",")
    let plane = try #require(SafetyPlane(of: try await subject(text), over: ["fine", "check"]))
    #expect(plane.zone(1, 0.1) == .unassumed)
    #expect(plane.zone(4, 0.75) == .unassumed)
    #expect(plane.zone(4, 0.25) == .paying([0]))
  }

  @Test("of all pairs, one is chosen on which there is something to see")
  func choice() async throws {
    let plane = try #require(SafetyPlane(of: try await subject(), over: nil))
    #expect(plane.slice.axes.map(\.parameter) == ["check", "fine"])
    #expect(SafetyPlane(of: try await subject(), over: ["fine", "absent"]) == nil)
  }

  @Test("an axis reaches from limits in plain numbers, or to twice what is usual")
  func axes() async throws {
    let subject = try await subject()
    #expect(subject.axis("check") == Slice.Axis(parameter: "check", lower: 0, upper: 1))
    #expect(subject.axis("fine")?.lower == 0)
    #expect(subject.axis("fine").map { $0.upper >= 16 } == true)
  }
}
