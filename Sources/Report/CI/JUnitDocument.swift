import Collusion
import Foundation
import Games
import Mechanisms

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A run as JUnit XML, as continuous integration reads the results of tests: a suite for each mechanism with a case
/// for each property, one for recorded attacks, and one for files in which something is wrong.
///
/// What is not as expected is a failure, with its story; what could not be decided is skipped, with the reason; what
/// is wrong with a file, and where Cartel contradicts itself, is an error.
public struct JUnitDocument: Sendable {
  private let suites: [JUnitSuite]

  public init(_ run: Run) {
    let decided = run.results.map {
      (name: $0.mechanism.name, file: $0.mechanism.location.file, test: JUnitCase($0))
    }
    let attacked = run.tested.map {
      (name: $0.mechanism.name, file: $0.mechanism.location.file, test: JUnitCase($0))
    }
    let trees = run.games.map { (name: $0.game.name, file: $0.game.file, test: JUnitCase($0)) }
    var mechanisms: [JUnitSuite] = []
    var places: [String: Int] = [:]
    for (name, file, test) in decided + attacked + trees {
      let place = places[file] ?? mechanisms.count
      if places.updateValue(place, forKey: file) == nil {
        mechanisms.append(JUnitSuite(name: name, file: file))
      }
      mechanisms[place].cases.append(test)
    }
    let told = Set(run.tested.compactMap(\.contradiction))
    let wrong = (run.errors + run.contradictions).filter { !told.contains($0) }
    let others = [
      JUnitSuite(name: "recorded attacks", cases: JUnitCase.replays(of: run)),
      JUnitSuite(name: "files", cases: JUnitCase.files(wrong)),
    ]
    suites = mechanisms + others.filter { !$0.cases.isEmpty }
  }

  public func xml() -> String {
    let cases = suites.flatMap(\.cases)
    let root = XMLElement(
      "testsuites",
      [
        "name": "cartel", "tests": "\(cases.count)",
        "failures": "\(cases.count(where: \.isFailed))",
        "errors": "\(cases.count(where: \.isWrong))",
        "time": "\(cases.seconds)",
      ], suites.map(\.element))
    let document = XMLDocument(rootElement: root)
    document.version = "1.0"
    document.characterEncoding = "UTF-8"
    return document.xmlString(options: .nodePrettyPrint)
  }
}
