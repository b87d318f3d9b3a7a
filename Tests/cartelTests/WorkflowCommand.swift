import Foundation

/// A line as GitHub Actions reads it: `::name key=value,key=value::message`, strictly
/// [docs.github.com/en/actions/reference/workflow-commands-for-github-actions].
struct WorkflowCommand {
  var name: String
  var properties: [String: String] = [:]
  var message: String

  /// Nothing, if the line is none.
  init?(_ line: String) {
    guard let whole = line.wholeMatch(of: /::(error|warning|notice)(?: ([^:]+))?::(.+)/),
      let message = Self.unescaped(String(whole.3), ["25", "0D", "0A"])
    else { return nil }
    name = String(whole.1)
    self.message = message
    for property in (whole.2 ?? "").split(separator: ",", omittingEmptySubsequences: false) {
      guard let parts = property.wholeMatch(of: /(file|line|col|title)=(.+)/),
        let value = Self.unescaped(String(parts.2), ["25", "0D", "0A", "3A", "2C"]),
        properties.updateValue(value, forKey: String(parts.1)) == nil
      else { return nil }
    }
    for key in ["line", "col"] {
      if let value = properties[key], value.wholeMatch(of: /[1-9][0-9]*/) == nil { return nil }
    }
  }

  /// Nothing, if there is a percent sign that begins none of the codes.
  private static func unescaped(_ text: String, _ codes: [String]) -> String? {
    var parts = text.components(separatedBy: "%").makeIterator()
    var result = parts.next() ?? ""
    while let part = parts.next() {
      guard codes.contains(String(part.prefix(2))), let code = UInt8(part.prefix(2), radix: 16)
      else { return nil }
      result += String(UnicodeScalar(code)) + part.dropFirst(2)
    }
    return result
  }
}
