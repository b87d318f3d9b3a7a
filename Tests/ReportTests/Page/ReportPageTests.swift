import Collusion
import Foundation
import Mechanisms
import Testing

@testable import Report

@Suite("The page of a report")
struct ReportPageTests {
  private func page(
    of text: String = audited, drawing gnuplot: Gnuplot = Gnuplot()
  ) async throws -> ReportPage.Written {
    let run = try await found(text).run
    return try await ReportPage(run, version: "1", solver: "Z").written(drawing: gnuplot)
  }

  @Test("it is well-formed, and shows names and texts as they are written")
  func escaping() async throws {
    let elements = Elements(of: try await page().html)
    #expect(elements.mistake == nil)
    #expect(elements.named("h4").map(\.text).contains("the node <script>alert(1)</script>"))
    #expect(elements.named("h3").map(\.text) == ["audited & checked"])
    #expect(
      elements.named("p").map(\.text).contains("A <b>node</b> may guess, and \"is\" audited."))
    #expect(elements.named("b").allSatisfy { $0.text != "node" })
  }

  @Test("every property is there, with its verdict, and what is not as expected stands out")
  func properties() async throws {
    let elements = Elements(of: try await page().html)
    let details = elements.named("details").filter { $0.attributes["class"] == "property" }
    #expect(
      details.map { $0.attributes["data-verdict"] } == [
        "broken", "proved", "broken", "proved", "proved",
      ])
    #expect(
      details.map { $0.attributes["data-unexpected"] != nil } == [false, false, true, false, false])
    #expect(details[0].text.contains("safe exactly where cost <= check*fine"))
    #expect(details[0].text.contains("The node alone gains"))
    #expect(details[0].text.contains("Of 2 ways in which it can go"))
    #expect(details[2].text.contains("not as expected: proved"))
    #expect(elements.named("section").contains { $0.attributes["id"] == "surprises" })
  }

  @Test("headings go down one level at a time, and there is one of the first")
  func headings() async throws {
    let levels = Elements(of: try await page().html).all.compactMap { element in
      element.name.count == 2 && element.name.hasPrefix("h") ? Int(element.name.dropFirst()) : nil
    }
    #expect(levels.filter { $0 == 1 }.count == 1 && levels.first == 1)
    #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
  }

  @Test("every identifier is there once, and every link and label leads to one")
  func identifiers() async throws {
    let elements = Elements(of: try await page(of: audited).html).all
    let identifiers = elements.compactMap { $0.attributes["id"] }
    #expect(Set(identifiers).count == identifiers.count)
    for element in elements {
      let targets =
        (element.attributes["href"].map { [$0.dropFirst()] } ?? [])
        + (element.attributes["aria-labelledby"]?.split(separator: " ") ?? [])
      #expect(targets.allSatisfy { identifiers.contains(String($0)) }, "\(targets)")
    }
  }

  @Test("charts have a title and a description, and stand in the page")
  func charts() async throws {
    let written = try await page()
    #expect(written.withoutCharts == nil)
    let elements = Elements(of: written.html)
    let pictures = elements.named("svg")
    #expect(!pictures.isEmpty)
    #expect(pictures.allSatisfy { $0.attributes["role"] == "img" })
    #expect(elements.named("desc").allSatisfy { $0.text.contains("left to right") })
    #expect(elements.named("desc").contains { $0.text.contains("bottom left: attack 1 pays") })
  }

  @Test("without gnuplot there are no charts, and the page says so")
  func withoutGnuplot() async throws {
    let written = try await page(drawing: Gnuplot("no-such-gnuplot"))
    #expect(written.withoutCharts?.contains("gnuplot cannot be run") == true)
    let elements = Elements(of: written.html)
    #expect(elements.mistake == nil && elements.named("svg").isEmpty)
    #expect(elements.named("p").contains { $0.text.hasPrefix("This page has no charts:") })
  }

  @Test("it asks nothing of any network")
  func selfContained() async throws {
    let elements = Elements(of: try await page().html)
    #expect(elements.all.allSatisfy { $0.attributes["src"] == nil })
    #expect(elements.named("link").isEmpty)
    #expect(elements.all.allSatisfy { $0.attributes["href"]?.hasPrefix("#") ?? true })
  }
}
