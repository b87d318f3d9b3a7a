import Collusion
import Mechanisms

/// A text that speaks of what was found: `{{condition of PROPERTY in MECHANISM}}` stands for the condition,
/// likewise `verdict`, `gain`, `attack`, `cost` and `design`.
public struct Introduction: Sendable {
  private let template: String

  public init(_ template: String) { self.template = template }

  /// Something that the text speaks of and that there is not.
  public struct Missing: Error, CustomStringConvertible {
    public var description: String
  }

  /// The text with what was found filled in.
  ///
  /// - Throws: ``Missing``.
  public func filled(with chapters: [Chapter]) throws(Missing) -> String {
    var text = ""
    var rest = Substring(template)
    while let start = rest.firstRange(of: "{{") {
      guard let end = rest[start.upperBound...].firstRange(of: "}}") else {
        throw Missing(description: "a '{{' has no '}}'")
      }
      text += rest[..<start.lowerBound]
      text += try value(of: String(rest[start.upperBound..<end.lowerBound]), in: chapters)
      rest = rest[end.upperBound...]
    }
    return text + rest
  }

  private func value(of reference: String, in chapters: [Chapter]) throws(Missing) -> String {
    let line = reference.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard let of = line.firstRange(of: " of "), let last = line.ranges(of: " in ").last,
      of.upperBound <= last.lowerBound
    else { throw Missing(description: "'\(line)' is not '… of PROPERTY in MECHANISM'") }
    let property = String(line[of.upperBound..<last.lowerBound])
    let mechanism = String(line[last.upperBound...])
    guard let chapter = chapters.first(where: { $0.mechanism.name == mechanism }),
      let finding = chapter.findings.first(where: { $0.property.name == property })
    else { throw Missing(description: "there is no '\(property)' in '\(mechanism)'") }
    let what = String(line[..<of.lowerBound])
    guard let value = value(what, finding, chapter) else {
      throw Missing(description: "there is no \(what) of '\(property)' in '\(mechanism)'")
    }
    return value
  }

  private func value(_ what: String, _ finding: Finding, _ chapter: Chapter) -> String? {
    switch what {
    case "verdict": return finding.verdict.expectation.rawValue
    case "gain": return finding.verdict.attack.map { "\($0.gain)" }
    case "condition":
      return finding.condition.flatMap { ConditionText($0).formula }.map { "`\($0)`" }
    case "attack":
      return finding.verdict.attack.flatMap {
        try? Story(of: $0, on: chapter.mechanism, property: finding.property).headline
      }
    case "cost", "design":
      guard let offer = chapter.designs.first(where: { $0.property == finding.property }) else {
        return nil
      }
      let words = FindingsPage.words(offer.cheapest, over: chapter.mechanism.design?.chosen ?? [])
      return what == "cost" ? words.text : words.place
    default: return nil
    }
  }
}
