import Foundation
import Testing

@Suite("cartel report")
struct ReportTests {
  @Test("it writes a page where it is told, and says so; the status is 0 whatever is expected")
  func page() throws {
    let tool = try Tool()
    try tool.write(taking(safe + open + wrong), to: "taking.yaml")
    let outcome = try tool.run("report", "taking.yaml", "--output", "page.html")
    #expect(outcome.status == 0 && outcome.complaints.isEmpty)
    #expect(outcome.output.hasPrefix("page.html tells of 3 properties"))
    let page = try tool.text(of: "page.html")
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n"))
    #expect(page.contains("The taker alone gains 21/2."))
  }

  @Test("without a place it writes beside where it is run, from ./Properties")
  func usual() throws {
    let tool = try Tool()
    try tool.write(taking(safe), to: "Properties/taking.yaml")
    #expect(try tool.run("report").status == 0)
    #expect(try tool.text(of: "cartel-report.html").contains("the bystander"))
    #expect(try tool.run("report", "--format", "markdown").status == 0)
    #expect(try tool.text(of: "cartel-report.md").contains("Everything is as expected."))
  }

  @Test("a file that is wrong is told, on the page too, and the status is 2")
  func mistake() throws {
    let tool = try Tool()
    try tool.write(taking(safe), to: "good.yaml")
    try tool.write("mechanism: [", to: "bad.yaml")
    let outcome = try tool.run("report", "good.yaml", "bad.yaml")
    #expect(outcome.status == 2 && outcome.complaints.contains("bad.yaml"))
    let page = try tool.text(of: "cartel-report.html")
    #expect(page.contains("Something is wrong") && page.contains("bad.yaml"))
    #expect(try tool.run("report", "bad.yaml", "--output", "none.html").status == 2)
    #expect(!FileManager.default.fileExists(atPath: tool.path("none.html").path))
  }

  @Test("a map is drawn over two parameters, which some mechanism has to have")
  func map() throws {
    let tool = try Tool()
    try tool.write(
      taking(open, parameters: "  price: {default: 3}\n"), to: "taking.yaml")
    let outcome = try tool.run("report", "taking.yaml", "--map", "prize,price")
    #expect(outcome.status == 0)
    #expect(try tool.text(of: "cartel-report.html").contains("Safety over prize and price"))
    #expect(try tool.run("report", "taking.yaml", "--map", "prize,absent").status == 2)
    #expect(try tool.run("report", "taking.yaml", "--map", "prize").status == 2)
  }

  @Test("a market is simulated, and its curves are drawn")
  func market() throws {
    let tool = try Tool()
    try tool.write(taking(safe), to: "taking.yaml")
    try tool.write(
      """
      market: greed
      mechanism: taking.yaml
      deals: 500
      agents: [{role: taker, number: 5, plays: regret matching}, {role: bystander, number: 5}]
      """, to: "greed.yaml")
    let outcome = try tool.run("report", "greed.yaml", "--output", "page.html")
    #expect(outcome.status == 0 && outcome.output.hasPrefix("page.html tells of one market"))
    let page = try tool.text(of: "page.html")
    #expect(page.contains("In a market</h2>") && page.contains("taker, regret matching"))
    #expect(page.contains("<figcaption>How much is done that is never prescribed"))
  }

  @Test("a page that cannot be written is an error")
  func unwritable() throws {
    let tool = try Tool()
    try tool.write(taking(safe), to: "taking.yaml")
    let outcome = try tool.run("report", "taking.yaml", "--output", "no/such/folder/page.html")
    #expect(outcome.status == 2 && outcome.complaints.contains("cannot be written"))
  }
}
