import Collusion
import Mechanisms

/// What a page says, piece by piece; the pieces have the names that the template uses.
struct PageContent {
  let style = ReportPage.text(PackageResources.page_css)
  let program = ReportPage.text(PackageResources.page_js)
  let version: String
  let solver: String
  let total: Int
  let isOne: Bool
  let mechanismCount: String
  let counts: [Count]
  let surprises: [Surprise]
  let complaints: [String]
  let topicNames = Topic.allCases.map(\.rawValue)
  /// With the column of the names.
  let topicCount = Topic.allCases.count + 1
  var withoutCharts: String?
  var folders: [Folder]
  var markets: [MarketContent]

  struct Count {
    let verdictName: String
    let mark: String
    let number: Int
  }

  /// A property that is not as expected.
  struct Surprise {
    let link: String
    let mechanismName: String
    let claimName: String
    let found: String
    let hoped: String?
  }

  struct Folder {
    let folderName: String
    let folderAnchor: String
    var mechanisms: [MechanismContent]
  }

  init(_ run: Run, version: String, solver: String, mapOver parameters: [String]?) {
    self.version = version
    self.solver = solver
    total = run.results.count
    isOne = total == 1
    let chapters = run.chapters
    mechanismCount = chapters.count == 1 ? "one mechanism" : "\(chapters.count) mechanisms"
    counts = Property.Expectation.allCases.compactMap { verdict in
      let number = run.results.filter { $0.finding.verdict.expectation == verdict }.count
      return number == 0
        ? nil : Count(verdictName: verdict.rawValue, mark: verdict.symbol, number: number)
    }
    complaints = (run.errors + run.failedReplays + run.contradictions).map { "\($0)" }
    var names: [String: Int] = [:]
    let mechanisms = chapters.map { mechanism, findings in
      let slug = mechanism.name.slug
      names[slug, default: 0] += 1
      let anchor = names[slug] == 1 ? slug : "\(slug)..\(names[slug] ?? 0)"
      return MechanismContent(mechanism, findings, at: anchor, mapOver: parameters)
    }
    surprises = mechanisms.flatMap { mechanism in
      mechanism.properties.filter(\.isUnexpected).map {
        Surprise(
          link: $0.place, mechanismName: mechanism.name, claimName: $0.title, found: $0.verdict,
          hoped: $0.expected)
      }
    }
    markets = run.simulated.enumerated().map { place, market in
      MarketContent(market, at: "market..\(place + 1)")
    }
    folders = mechanisms.reduce(into: []) { folders, mechanism in
      if let index = folders.firstIndex(where: { $0.folderName == mechanism.folder }) {
        folders[index].mechanisms.append(mechanism)
      } else {
        folders.append(
          Folder(
            folderName: mechanism.folder, folderAnchor: "in..\(mechanism.folder.slug)",
            mechanisms: [mechanism]))
      }
    }
  }

  /// All charts, in the order of the page.
  var charts: [Chart] {
    folders.flatMap { $0.mechanisms.flatMap { $0.properties.flatMap { $0.charts.map(\.chart) } } }
      + markets.flatMap { $0.charts.map(\.chart) }
  }

  /// Puts what was drawn in its places.
  mutating func setPictures(_ pictures: [String]) {
    var rest = pictures.makeIterator()
    for folder in folders.indices {
      for mechanism in folders[folder].mechanisms.indices {
        for property in folders[folder].mechanisms[mechanism].properties.indices {
          for chart in folders[folder].mechanisms[mechanism].properties[property].charts.indices {
            folders[folder].mechanisms[mechanism].properties[property].charts[chart].picture =
              rest.next().flatMap { Picture($0)?.content }
          }
        }
      }
    }
    for market in markets.indices {
      for chart in markets[market].charts.indices {
        markets[market].charts[chart].picture = rest.next().flatMap { Picture($0)?.content }
      }
    }
  }
}

extension Run {
  /// The mechanisms with what was found about each, in the order in which they were looked at.
  var chapters: [(mechanism: Mechanism, findings: [Finding])] {
    results.reduce(into: []) { chapters, result in
      if chapters.last?.mechanism == result.mechanism,
        chapters.last?.mechanism.location.file == result.mechanism.location.file
      {
        chapters[chapters.count - 1].findings.append(result.finding)
      } else {
        chapters.append((mechanism: result.mechanism, findings: [result.finding]))
      }
    }
  }
}
