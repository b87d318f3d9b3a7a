import Collusion
import Exact
import Export
import Games
import Mechanisms
import Testing
import Twin

@Suite("A mechanism as a game")
struct MechanismGameTests {
  @Test("sizes of all that is shipped", arguments: Shipped.finite)
  func sizes(name: String) async throws {
    let (mechanism, point) = try await Shipped.atUsual(name)
    let clock = ContinuousClock()
    var said = ""
    let time = clock.measure {
      do {
        let game = try MechanismGame(mechanism, at: point, limit: 20_000)
        said =
          "\(game.game.players) \(game.game.tree.historyCount) \(game.game.tree.count) sets \(game.game.tree.informationSets.count)"
        let honest = try Twin(mechanism, parameters: point, coalition: Coalition([:])).expectation()
        let expected = game.game.tree.expectation(under: game.prescription)
        for (player, money) in zip(game.game.players, expected) {
          let own = honest.wallets.first { "\($0.agent)" == player }?.money
          if own != money { said += " \(player): \(money) not \(own!)" }
        }
      } catch { said = "\(error)" }
    }
    print("SIZE \(name) \(time) \(said)")
  }
}
