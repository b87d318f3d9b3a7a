import Collusion
import CrossCheck
import Mechanisms
import PropertyTesting
import Testing

@Suite("Random mechanisms")
struct RandomMechanismTests {
  @Test("all parts of Cartel say the same of random mechanisms")
  func agreement() async throws {
    var settings = Settings(cases: 40)
    settings.seed = 1
    settings.shrinkingTime = .seconds(20)
    let report = await MechanismExamination().property.examine(settings)
    print(report.lines.joined(separator: "\n"))
    #expect(report.failure == nil)
  }
}
