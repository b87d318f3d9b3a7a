import Collusion
import Foundation
import Mechanisms

/// A run in SARIF: what is not as it should be, each at the line of its file, attacks with every deed at the line of
/// its step.
///
/// What is not as expected has the level `error`; what could not be decided the kind `open`; an attack on a property
/// of which the file says not what to expect is a `note`. What is as expected is left out.
public struct SARIFDocument: Sendable {
  private let log: SARIFLog

  /// - Parameter version: Cartel's.
  /// - Parameter status: The exit status of the run.
  public init(_ run: Run, version: String, status: Int32) {
    let tool = SARIFLog.ToolComponent(
      name: "Cartel", version: version, rules: SARIFRule.allCases.map(\.descriptor))
    let hasFailed = !run.contradictions.isEmpty || !run.errors.isEmpty
    log = SARIFLog(runs: [
      SARIFLog.Run(
        tool: SARIFLog.Tool(driver: tool),
        invocations: [
          SARIFLog.Invocation(executionSuccessful: !hasFailed, exitCode: status)
        ], results: Remark.all(of: run).map(SARIFLog.Result.init))
    ])
  }

  /// The JSON, with sorted keys.
  public func json() throws -> String { try JSONText.text(of: log) }
}

extension SARIFLog.Result {
  fileprivate init(_ remark: Remark) {
    let rule = SARIFRule(remark.subject)
    ruleId = rule.rawValue
    ruleIndex = rule.index
    // A level is for what failed [SARIF 2.1.0, 3.27.10].
    switch remark.weight {
    case .error: (kind, level) = ("fail", "error")
    case .open: (kind, level) = ("open", "none")
    case .note: (kind, level) = ("fail", "note")
    }
    let text = "\(remark.title)\n\(remark.text)"
    message = SARIFLog.Message(text: text, markdown: "```text\n\(text)\n```")
    locations = [SARIFLog.Location(remark.place)].compactMap { $0 }
    guard case .property(let result) = remark.subject else { return }
    partialFingerprints = ["cartel/v1": remark.title]
    guard case .broken(let counterexample) = result.finding.verdict else { return }
    let flows = Trail.all(of: counterexample, on: result.mechanism, result.finding.property)
      .map(SARIFLog.ThreadFlow.init)
    codeFlows = flows.isEmpty ? nil : flows.map { SARIFLog.CodeFlow(threadFlows: [$0]) }
  }
}

extension SARIFLog.ThreadFlow {
  fileprivate init(_ trail: Trail) {
    message = trail.condition.map { SARIFLog.Message(text: $0) }
    locations = trail.steps.compactMap { step in
      SARIFLog.Location(step.place).map { location in
        var location = location
        location.message = SARIFLog.Message(text: step.text)
        return SARIFLog.ThreadFlowLocation(location: location)
      }
    }
  }
}

extension SARIFLog.Location {
  /// Nothing, if there is no file.
  fileprivate init?(_ place: Location) {
    guard !place.file.isEmpty else { return nil }
    physicalLocation = SARIFLog.PhysicalLocation(
      artifactLocation: SARIFLog.ArtifactLocation(uri: Self.uri(of: place.file)),
      region: place.line > 0
        ? SARIFLog.Region(startLine: place.line, startColumn: place.column) : nil)
  }

  /// A path as a reference: relative, as files are named in a repository, if the path is.
  private static func uri(of path: String) -> String {
    if path.hasPrefix("/") { return URL(fileURLWithPath: path).absoluteString }
    // A colon would end a scheme.
    let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: ":"))
    return path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
  }
}
