import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Cases of one mechanism, or of something else, in JUnit XML.
struct JUnitSuite: Sendable {
  var name: String
  var file: String?
  var cases: [JUnitCase] = []

  var element: XMLElement {
    XMLElement(
      "testsuite",
      [
        "name": name, "tests": "\(cases.count)", "failures": "\(cases.count(where: \.isFailed))",
        "errors": "\(cases.count(where: \.isWrong))",
        "skipped": "\(cases.count(where: \.isSkipped))", "time": "\(cases.seconds)", "file": file,
      ], cases.map { $0.element(of: name) })
  }
}
