import Collusion
import Mechanisms

/// What was found, as Markdown for a pull request: what is not as expected, a table, and the attacks as
/// stories to unfold.
public struct ReportMarkdown: Sendable {
  private let run: Run
  private let version: String

  public init(_ run: Run, version: String) {
    self.run = run
    self.version = version
  }

  public var text: String {
    ([heading, complaints, unexpected, overview] + stories + ["Cartel \(version)"])
      .filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var heading: String {
    let counts = Property.Expectation.allCases.compactMap { verdict -> String? in
      let number = run.results.filter { $0.finding.verdict.expectation == verdict }.count
      return number == 0 ? nil : "\(verdict.symbol) \(number) \(verdict.rawValue)"
    }
    let total = run.results.count == 1 ? "1 property" : "\(run.results.count) properties"
    return "## Cartel report\n\n\(total): \(counts.joined(separator: ", "))"
  }

  private var complaints: String {
    let all = run.errors + run.failedReplays + run.contradictions
    return all.isEmpty
      ? ""
      : "### Something is wrong\n\n"
        + all.map { "* \(Inline.escaped("\($0)"))" }.joined(separator: "\n")
  }

  // MARK: - What is not as expected

  private var unexpected: String {
    let surprising = run.results.filter { !$0.finding.isExpected }
    guard !surprising.isEmpty else { return "Everything is as expected." }
    let rows = surprising.map { result in
      let expected = result.finding.property.expected.map { ", not \($0.rawValue)" } ?? ""
      let verdict = result.finding.verdict
      let reason = verdict.reason.map { ": \(Inline.escaped($0))" } ?? ""
      let name = Inline.escaped(result.finding.property.name)
      return "* **\(Inline.escaped(result.mechanism.name))**: \(name) is "
        + "\(verdict.expectation.symbol) **\(verdict.expectation.rawValue)**\(expected)\(reason)"
    }
    return "### Not as expected\n\n" + rows.joined(separator: "\n")
  }

  // MARK: - Overview

  private var overview: String {
    let topics = Topic.allCases.filter { topic in
      run.results.contains { Topic(of: $0.finding.property) == topic }
    }
    let rows = run.chapters.map { mechanism, findings in
      [Inline.escaped(mechanism.name)]
        + topics.map { topic in cell(findings.filter { Topic(of: $0.property) == topic }) }
    }
    return "### Mechanisms and goals\n\n"
      + MarkdownTable(header: ["mechanism"] + topics.map(\.rawValue), rows: rows).text
  }

  private func cell(_ findings: [Finding]) -> String {
    Property.Expectation.allCases.compactMap { verdict in
      let alike = findings.filter { $0.verdict.expectation == verdict }
      guard !alike.isEmpty else { return nil }
      let sign = alike.allSatisfy(\.isExpected) ? "" : " (!)"
      return "\(verdict.symbol) \(alike.count) \(verdict.rawValue)\(sign)"
    }.joined(separator: ", ")
  }

  // MARK: - Attacks

  private var stories: [String] {
    let broken = run.results.filter { result in
      if case .broken = result.finding.verdict { true } else { false }
    }
    guard !broken.isEmpty else { return [] }
    return ["### Attacks"]
      + broken.map { result in
        let title = "\(result.mechanism.name): \(result.finding.property.name)"
        // The first line is the verdict with the property's name.
        let lines = RunText().lines(result.finding, on: result.mechanism).dropFirst()
          .map { $0.trimmingPrefix(while: \.isWhitespace) }
        return """
          <details><summary>\(Inline.escaped(title))</summary>

          ```text
          \(lines.joined(separator: "\n"))
          ```

          </details>
          """
      }
  }
}
