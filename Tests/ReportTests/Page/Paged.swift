import Collusion
import Foundation
import Mechanisms

@testable import Report

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A mechanism in which a node may guess, and is audited now and then.
let audited = """
  mechanism: audited & checked
  about: A <b>node</b> may guess, and "is" audited.
  parameters:
    cost: {about: what computing costs, default: 4}
    fine: {about: "what is lost, if <caught>", default: 8}
    check: {about: the probability of an audit, default: 1/4}
  assume: [cost > 0, fine >= 0, 0 <= check <= 1]
  roles: {node: 1, client: 1}
  accounts: [escrow]
  steps:
    - {pay: fine, from: node, to: escrow}
    - choose: node.result
      options: {correct: {cost: cost}, wrong: }
      honest: correct
      seen by: none
    - chance: audit
      outcomes: {yes: check, no: 1 - check}
    - when: audit = yes and node.result = wrong
      then: [{pay: fine, from: escrow, to: burn}]
      else: [{pay: fine, from: escrow, to: node}]
  properties:
    "the node <script>alert(1)</script>": {coalition: {node: 1}, expect: broken}
    the node, where it is caught often enough:
      {coalition: {node: 1}, given: [check * fine >= cost], expect: proved}
    the node, hopefully: {coalition: {node: 1}, given: [cost < 2], expect: proved}
    some fine is enough: {coalition: {node: 1}, claim: some parameters are safe, expect: proved}
    nothing is left: {claim: conservation, expect: proved}
  """

/// What is found about a mechanism.
func found(_ text: String) async throws -> (run: Run, mechanism: Mechanism) {
  let mechanism = try Mechanism(reading: text, file: "Properties/checking/it.yaml")
  let checker = Checker()
  let examination = try await checker.problems(of: mechanism)
  var run = Run()
  run.results = try await checker.findings(on: mechanism, after: examination)
    .map { Run.Result(mechanism, $0) }
  return (run, mechanism)
}

/// A page as the elements that it is made of. Pages are well-formed XML but for their style and script.
final class Elements: NSObject, XMLParserDelegate {
  struct Element {
    var name: String
    var attributes: [String: String]
    var text = ""
  }

  private(set) var all: [Element] = []
  private(set) var mistake: String?
  private var open: [Int] = []

  init(of page: String) {
    super.init()
    var text = page
    for (start, end) in [("<style>", "</style>"), ("<script>\n", "</script>")] {
      guard let from = text.range(of: start), let to = text.range(of: end) else { continue }
      text.removeSubrange(from.upperBound..<to.lowerBound)
    }
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    if !parser.parse() {
      mistake = "line \(parser.lineNumber): \(parser.parserError.map { "\($0)" } ?? "")"
    }
  }

  func parser(
    _: XMLParser, didStartElement name: String, namespaceURI _: String?,
    qualifiedName _: String?, attributes: [String: String] = [:]
  ) {
    open.append(all.count)
    all.append(Element(name: name, attributes: attributes))
  }

  func parser(
    _: XMLParser, didEndElement _: String, namespaceURI _: String?, qualifiedName _: String?
  ) {
    open.removeLast()
  }

  func parser(_: XMLParser, foundCharacters text: String) {
    for element in open { all[element].text += text }
  }

  func named(_ name: String) -> [Element] { all.filter { $0.name == name } }
}
