import Foundation
import Mechanisms

/// A run as GitHub Actions takes it: a line for each annotation of a file, and a summary.
///
/// Only what is not as it should be is annotated, the gravest first: of each level, GitHub shows the first ten of a
/// step. See docs.github.com/en/actions/reference/workflow-commands-for-github-actions.
public struct GitHubAnnotations: Sendable {
  public let text: String

  /// - Parameter summary: What came out, in a line.
  public init(_ run: Run, summary: String) {
    text = (Remark.all(of: run).compactMap(Self.command) + [summary]).joined(separator: "\n")
  }

  private static func command(for remark: Remark) -> String? {
    let level: String
    switch remark.weight {
    case .error: level = "error"
    case .open: level = "warning"
    case .note: return nil
    }
    var properties: [(name: String, value: String)] = []
    let place = remark.place
    if !place.file.isEmpty { properties.append((name: "file", value: place.file)) }
    if place.line > 0 {
      properties.append((name: "line", value: "\(place.line)"))
      properties.append((name: "col", value: "\(place.column)"))
    }
    properties.append((name: "title", value: remark.title))
    let list = properties.map { "\($0.name)=\(escaped(property: $0.value))" }
    return "::\(level) \(list.joined(separator: ","))::\(escaped(remark.text))"
  }

  private static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "%", with: "%25")
      .replacingOccurrences(of: "\r", with: "%0D")
      .replacingOccurrences(of: "\n", with: "%0A")
  }

  private static func escaped(property text: String) -> String {
    escaped(text).replacingOccurrences(of: ":", with: "%3A")
      .replacingOccurrences(of: ",", with: "%2C")
  }
}
