import ArgumentParser
import Collusion
import Foundation
import Mechanisms
import Report
import Simulation
import Store

/// Writes what is found as a page to read, or for a pull request.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write everything that is found as one page to read and to show.",
    discussion: """
      Without paths: everything in ./Properties. Markets are simulated once, with seed 1. The page needs nothing else: no network, no other files. \
      Its charts are drawn by gnuplot; without gnuplot it has none.

      Exit status 0 if the page was written, whatever the files expect; 2 if the command line or a file is \
      wrong, and 70 if Cartel disagrees with itself: then the page tells what is left.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case html, markdown

    var usualFile: String {
      switch self {
      case .html: "cartel-report.html"
      case .markdown: "cartel-report.md"
      }
    }
  }

  @Argument(help: "Mechanism files, market files, or directories of them.")
  var paths: [String] = []

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "Where to write it; cartel-report.html or cartel-report.md if nothing is said.",
      valueName: "file"))
  var output: String?

  @ArgumentParser.Option(help: "A page for browsers, or Markdown for a pull request.")
  var format = Format.html

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "Draw maps over these two parameters, where a mechanism has them.",
      valueName: "parameter,parameter"), transform: Self.pair)
  var map: [String]?

  @OptionGroup var effort: Effort

  func run() async throws {
    let session = Session(format: .text)
    session.endOnInterrupt()
    let inputs = Inputs(
      try Inputs.chosen(paths, orUsual: ["Properties"]), taking: format == .html ? .markets : nil)
    session.note { $0.errors += inputs.errors }
    try validate(map, inputs)
    let decider = effort.decider
    for mechanism in inputs.mechanisms { try await decide(mechanism, with: decider, session) }
    for path in inputs.markets { try await simulate(path, session) }
    let run = session.note { $0 }
    session.progress("")
    for error in run.errors + run.contradictions { Output.complain("\(error)") }
    guard !run.results.isEmpty || !run.simulated.isEmpty else {
      if run.errors.isEmpty { throw ValidationError("there is nothing there to report") }
      Output.end(run.status)
    }
    session.progress("writing")
    try await write(run)
    Output.end(run.contradictions.isEmpty && run.errors.isEmpty ? 0 : run.status)
  }

  private func decide(
    _ mechanism: Mechanism, with decider: Decider, _ session: Session
  ) async throws {
    session.progress("deciding \(mechanism.name)")
    try await session.noting(about: mechanism) {
      guard let examination = try await session.examination(of: mechanism, by: decider) else {
        return
      }
      var findings = try await decider.findings(on: mechanism, after: examination)
      if format == .html {
        for index in findings.indices {
          try await bound(&findings[index], on: mechanism, with: decider)
        }
      }
      session.note { $0.results += findings.map { Run.Result(mechanism, $0) } }
    }
  }

  private func simulate(_ path: String, _ session: Session) async throws {
    session.progress("simulating \(path)")
    do {
      var subject = try MarketSubject(path)
      try await subject.complete(with: effort.checker)
      let outcome = try subject.simulation().run(seed: 1)
      let run = subject.run([outcome])
      session.note { $0.simulated.append(run) }
    } catch {
      session.note { $0.errors += Diagnostic.list(of: error, about: path) }
    }
  }

  /// No bound is waited for longer than this, in seconds.
  private static let mostBoundTime = 10.0

  /// Asks for the largest gain over the sizes of groups, to be drawn.
  private func bound(
    _ finding: inout Finding, on mechanism: Mechanism, with decider: Decider
  ) async throws {
    let sizes = finding.sizes(of: mechanism)
    guard case .broken(.attack) = finding.verdict, !sizes.isEmpty else { return }
    var decider = decider
    decider.checker.timeout = min(decider.checker.timeout, .seconds(Self.mostBoundTime))
    finding.gainBound = try await decider.gainBound(
      for: finding.property, of: mechanism, freeing: Set(sizes))
  }

  private func write(_ run: Run) async throws {
    let text: String
    var remark = ""
    switch format {
    case .markdown: text = ReportMarkdown(run, version: Cartel.version).text
    case .html:
      let page = ReportPage(
        run, version: Cartel.version, solver: Session.solver, mapOver: map)
      let written = try await page.written()
      text = written.html
      if let reason = written.withoutCharts {
        remark = ", without charts: \(reason) (to have them: apt install gnuplot-nox)"
      }
    }
    let path = output ?? format.usualFile
    do {
      try Output.write(text, to: path)
    } catch {
      throw ValidationError("\(path) cannot be written")
    }
    Output.progress("")
    let count = run.results.count
    let properties = count == 1 ? "one property" : "\(count) properties"
    let markets = run.simulated.count == 1 ? "one market" : "\(run.simulated.count) markets"
    let told = [count > 0 ? properties : nil, run.simulated.isEmpty ? nil : markets]
    Output.say("\(path) tells of \(told.compactMap { $0 }.joined(separator: " and "))\(remark)")
  }

  private static func pair(_ text: String) throws -> [String] {
    let names = text.split(separator: ",").map { String($0.filter { !$0.isWhitespace }) }
    guard names.count == 2, names[0] != names[1] else {
      throw ValidationError("--map takes two parameters, as in deposit,check")
    }
    return names
  }

  private func validate(_ map: [String]?, _ inputs: Inputs) throws {
    guard let map, !inputs.mechanisms.isEmpty else { return }
    let isSomewhere = inputs.mechanisms.contains { mechanism in
      map.allSatisfy { name in mechanism.parameters.contains { $0.name == name } }
    }
    guard isSomewhere else {
      throw ValidationError("no mechanism there has both parameters '\(map[0])' and '\(map[1])'")
    }
  }
}
