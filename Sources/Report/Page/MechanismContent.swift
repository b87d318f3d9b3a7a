import Collusion
import Mechanisms

/// What a page says about one mechanism.
struct MechanismContent {
  let anchor: String
  let name: String
  let folder: String
  let about: String
  let source: String?
  let file: String
  let parameters: [ParameterContent]
  /// Its properties by topic, as a row of the overview.
  let topics: [[Tally]]
  var properties: [PropertyContent]

  struct ParameterContent {
    let symbolName: String
    let usual: String?
    let meaning: String
  }

  /// How many properties came out alike, and where the first of them is.
  struct Tally {
    let target: String
    let count: Int
    let sign: String
    let word: String
    let isSurprise: Bool
  }

  init(
    _ mechanism: Mechanism, _ findings: [Finding], at anchor: String, mapOver parameters: [String]?
  ) {
    self.anchor = anchor
    name = mechanism.name
    let path = mechanism.location.file.split(separator: "/")
    folder = path.dropLast().last.map(String.init) ?? "files"
    about = mechanism.about
    source = mechanism.source.isEmpty ? nil : mechanism.source
    file = mechanism.location.file
    self.parameters = mechanism.parameters.map {
      ParameterContent(
        symbolName: $0.name, usual: $0.defaultValue.map { "\($0)" }, meaning: $0.about)
    }
    let place = { (index: Int) in "\(anchor).\(index + 1)" }
    topics = Topic.allCases.map { topic in
      let indices = findings.indices.filter { Topic(of: findings[$0].property) == topic }
      return Property.Expectation.allCases.flatMap { verdict in
        [false, true].compactMap { isSurprise -> Tally? in
          let alike = indices.filter {
            findings[$0].verdict.expectation == verdict && findings[$0].isExpected != isSurprise
          }
          guard let first = alike.first else { return nil }
          return Tally(
            target: place(first), count: alike.count, sign: verdict.symbol,
            word: verdict.rawValue, isSurprise: isSurprise)
        }
      }
    }
    properties = findings.enumerated().map { index, finding in
      PropertyContent(finding, of: mechanism, at: place(index), mapOver: parameters)
    }
  }
}
