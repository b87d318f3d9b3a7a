import ArgumentParser
import Collusion
import CrossCheck
import Exact
import Foundation
import Mechanisms
import Report
import Store

/// Writes what is known about all mechanisms as one page.
struct FindingsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "findings",
    abstract: "Write what is found about all mechanisms as one page of Markdown.",
    discussion: """
      Without paths: everything in ./Properties. With --against, nothing is written: the exit status is 1 \
      if the page there is not the one that would be written, but for which attacks show that something \
      is impossible.

      Of mechanisms that leave something to their designer (design:), the page tells the cheapest safe choice.
      """)

  @Argument(help: "Mechanism files, or directories of them.", completion: .mechanisms)
  var paths: [String] = []

  @ArgumentParser.Option(
    help: ArgumentHelp("What the page begins with.", valueName: "file"),
    completion: .file(extensions: ["md"]))
  var introduction: String?

  @ArgumentParser.Option(
    help: ArgumentHelp("Where to write the page.", valueName: "file"),
    completion: .file(extensions: ["md"]))
  var output: String?

  @ArgumentParser.Option(
    help: ArgumentHelp("A page that should be the same.", valueName: "file"),
    completion: .file(extensions: ["md"]))
  var against: String?

  @Flag(
    help:
      "Tell also what markets teach, in which coalitions learn. Takes some minutes for all of Properties."
  )
  var markets = false

  @OptionGroup var options: Options

  /// That of the markets that the page tells of.
  private static let seed: UInt64 = 1

  func validate() throws {
    guard options.format == .text else { throw ValidationError("the page is Markdown") }
  }

  func run() async throws {
    let session = Session(format: .text)
    session.endOnInterrupt()
    let inputs = Inputs(try Inputs.chosen(paths, orUsual: ["Properties"]))
    guard inputs.errors.isEmpty else {
      for error in inputs.errors { Output.complain("\(error)") }
      Output.end(2)
    }
    guard !inputs.mechanisms.isEmpty else { throw ValidationError("there are no mechanisms there") }
    let template = try introduction.map(text) ?? "# Findings"
    let page = try against.map(text)
    var chapters: [Chapter] = []
    let decider = options.decider
    for mechanism in inputs.mechanisms {
      chapters.append(try await chapter(mechanism, decider, session))
    }
    let introduction: String
    do {
      introduction = try Introduction(template).filled(with: chapters)
    } catch {
      throw ValidationError("\(self.introduction ?? "the introduction"): \(error)")
    }
    session.progress("")
    complainOfUnexpected(chapters)
    let folder = (output ?? against).map { ($0 as NSString).deletingLastPathComponent } ?? ""
    try conclude(FindingsPage(chapters, introduction: introduction, in: folder).text, page)
  }

  private func text(at path: String) throws -> String {
    do {
      return try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw ValidationError("\(path) cannot be read")
    }
  }

  private func chapter(
    _ mechanism: Mechanism, _ decider: Decider, _ session: Session
  ) async throws -> Chapter {
    session.progress("examining \(mechanism.name)")
    let examination = try await decider.problems(of: mechanism)
    guard examination.found.isEmpty else {
      for problem in examination.found { Output.complain("\(Diagnostic(problem))") }
      Output.end(2)
    }
    session.progress("deciding \(mechanism.name)")
    do {
      let findings = try await decider.findings(on: mechanism, after: examination)
      var designs: [Chapter.Offer] = []
      for finding in findings where finding.needsDesign(mechanism.design) {
        let property = finding.property
        session.progress("designing \(mechanism.name), \(property.name)")
        let cheapest = try await decider.cheapestDesign(for: property, of: mechanism)
        if let cheapest, !cheapest.asksNothing {
          designs.append(Chapter.Offer(property, cheapest))
        }
      }
      let usual = try await options.checker.usualParameters(of: mechanism)
      let honest = usual.flatMap { try? HonestDeal(of: mechanism, at: $0) }
      var market: MarketChapter?
      if markets {
        session.progress("playing markets of \(mechanism.name)")
        market = try await decider.markets(
          of: mechanism, findings, seed: Self.seed, jobs: options.effort.jobs)
      }
      return Chapter(mechanism, findings, honest: honest, market: market, designs: designs)
    } catch let disagreement as Disagreement {
      Output.complain("\(Diagnostic(disagreement, in: mechanism))")
      Output.end(70)
    } catch let fault as Fault {
      Output.complain("\(Diagnostic(fault))")
      Output.end(2)
    } catch let cases as RationalFunction.Piecewise {
      let place = mechanism.design?.cost.location.description ?? ""
      Output.complain("\(place): this is no cost: \(cases)")
      Output.end(2)
    }
  }

  /// Ends the process if something is not as expected, or not decided: no page is written then.
  private func complainOfUnexpected(_ chapters: [Chapter]) {
    var run = Run()
    run.results = chapters.flatMap { chapter in
      chapter.findings.map { Run.Result(chapter.mechanism, $0) }
    }
    guard run.status != 0 else { return }
    for result in run.results where !result.finding.isExpected {
      Output.complain(
        "\(result.mechanism.location.file): \(result.finding.property.name): "
          + "\(result.finding.verdict.expectation.rawValue)")
    }
    Output.end(run.status)
  }

  private func conclude(_ text: String, _ page: String?) throws {
    if let page, let against {
      guard let line = Self.firstDifference(page, text) else { return }
      Output.complain(
        "\(against):\(line.number): not what is found now, which is:\n\(line.text)")
      Output.end(1)
    }
    guard let output else { return Output.say(text) }
    do {
      try Output.write(text, to: output)
    } catch {
      throw ValidationError("\(output) cannot be written")
    }
  }

  /// A line without the attacks that show that something is impossible: of several lists that do, another may
  /// be found when there is less time.
  private static func withoutCertificates(_ line: Substring) -> String {
    line.components(separatedBy: " | ").map { cell in
      for certificate in ["attacks leave no parameters out", "one attack pays at all of them"] {
        guard let start = cell.range(of: certificate) else { continue }
        return cell[..<start.lowerBound].trimmingCharacters(in: .decimalDigits.union(.whitespaces))
      }
      return cell
    }.joined(separator: " | ")
  }

  /// The first line in which the new text is another.
  private static func firstDifference(_ old: String, _ new: String) -> (number: Int, text: String)?
  {
    if old == new { return nil }
    let lines = [old, new].map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
    let index = zip(lines[0], lines[1]).enumerated().first {
      withoutCertificates($0.element.0) != withoutCertificates($0.element.1)
    }?.offset
    if index == nil, lines[0].count == lines[1].count { return nil }
    let number = index ?? min(lines[0].count, lines[1].count)
    return (number + 1, number < lines[1].count ? String(lines[1][number]) : "(its end)")
  }
}

extension Result<CheapestParameters, NoExtremum> {
  /// Whether there is nothing to look for: the usual parameters are not what the property is about.
  fileprivate var asksNothing: Bool {
    if case .failure(let none) = self, case .vacuous = none.verdict { true } else { false }
  }
}
