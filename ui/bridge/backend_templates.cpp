// What the backend says to people, as templates; made translatable here. Full stops at the end are left out.

#include "ui/bridge/backend_templates.hpp"

#include <QtGlobal>

namespace cachedeck::ui {

const std::vector<const char*>& backendTemplates()
{
    static const std::vector<const char*> all = {
        // load: marks and reasons
        QT_TRANSLATE_NOOP("Backend", "hit ratio back at %1 after %2"),
        QT_TRANSLATE_NOOP("Backend", "the cache does not answer: reads fall back to the store"),
        QT_TRANSLATE_NOOP("Backend", "the cache answers again after %1; %2 operations went without it"),
        QT_TRANSLATE_NOOP("Backend", "the primary is %1 now"),
        QT_TRANSLATE_NOOP("Backend", "stage %1: %2 users"),
        QT_TRANSLATE_NOOP("Backend", "stage %1: %2 operations a second"),
        QT_TRANSLATE_NOOP("Backend", "DEL %1, %2 keys"),
        QT_TRANSLATE_NOOP("Backend", "EXPIRE %1, %2 keys in %3 s"),
        QT_TRANSLATE_NOOP("Backend", "the server was restarted or replaced (its run_id changed)"),
        QT_TRANSLATE_NOOP("Backend", "the server is a replica now"),
        QT_TRANSLATE_NOOP("Backend", "the server is out of memory (OOM)"),
        QT_TRANSLATE_NOOP("Backend", "the server refuses writes because it cannot save (MISCONF)"),
        QT_TRANSLATE_NOOP("Backend", "The run has no cache at the moment, so there is nothing to invalidate"),
        QT_TRANSLATE_NOOP("Backend", "the %1 data was being made with least priority"),
        QT_TRANSLATE_NOOP("Backend", "the hypervisor took %1 of the CPU time"),
        QT_TRANSLATE_NOOP("Backend", "other programs used %1 of %2 cores"),
        QT_TRANSLATE_NOOP("Backend", "client and servers share %1 cores"),
        QT_TRANSLATE_NOOP("Backend", "Little's law gives %1, outside %2 to %3"),
        QT_TRANSLATE_NOOP("Backend", "%1 of %2 checked answers were wrong"),
        QT_TRANSLATE_NOOP("Backend", "%1 of %2 checked answers were missing"),
        QT_TRANSLATE_NOOP("Backend", "%1 of %2 checked answers were stale, by up to %3"),
        QT_TRANSLATE_NOOP("Backend", "CacheDeck's own threads were %1 busy: they set the pace, not the servers"),
        QT_TRANSLATE_NOOP("Backend", "not steady: the median moved by %1 over the run"),
        QT_TRANSLATE_NOOP("Backend", "%1 reads fell back to the store because the cache did not answer"),
        QT_TRANSLATE_NOOP("Backend", "%1 errors and %2 timeouts"),
        QT_TRANSLATE_NOOP("Backend", "generated data: %1"),
        QT_TRANSLATE_NOOP("Backend", "in-process store: %1 runs inside CacheDeck"),
        QT_TRANSLATE_NOOP("Backend", "%1 movies in SQLite, seed %2"),
        QT_TRANSLATE_NOOP("Backend", "%1 items in SQLite, seed %2"),
        QT_TRANSLATE_NOOP("Backend", "%1 %2 in %3, seed %4"),
        QT_TRANSLATE_NOOP("Backend", "stand-in store: %1"),
        QT_TRANSLATE_NOOP("Backend", "%1 ms of computation in each store read of %2"),
        // events
        QT_TRANSLATE_NOOP("Backend", "connecting: %1"),
        QT_TRANSLATE_NOOP("Backend", "it did not confirm in time"),
        QT_TRANSLATE_NOOP("Backend", "the broker says %1"),
        QT_TRANSLATE_NOOP("Backend", "the group did not take us in time"),
        QT_TRANSLATE_NOOP("Backend", "the topic is missing"),
        QT_TRANSLATE_NOOP("Backend", "this is no address of a broker"),
        QT_TRANSLATE_NOOP("Backend", "the broker's address has no scheme that is known"),
        QT_TRANSLATE_NOOP("Backend", "Check user, password (CACHEDECK_BROKER_PASSWORD) and virtual host"),
        QT_TRANSLATE_NOOP("Backend", "Write it as amqp://[user@]host[:port][/vhost] or "
                                     "kafka://[user@]host[:port]/topic (amqps and kafkas over TLS)"),
        QT_TRANSLATE_NOOP("Backend", "The receivers of events are behind, and their queue is full"),
        // load: faults
        QT_TRANSLATE_NOOP("Backend", "the cache is down: reads fall back to the store"),
        QT_TRANSLATE_NOOP("Backend", "the cache does not respond within %1 ms: reads fall back to the store"),
        QT_TRANSLATE_NOOP("Backend", "the cache takes no writes (READONLY): fills and invalidations are refused"),
        QT_TRANSLATE_NOOP("Backend", "the cache is out of memory (OOM): fills are refused"),
        QT_TRANSLATE_NOOP("Backend", "the cache refuses writes because it cannot save (MISCONF)"),
        QT_TRANSLATE_NOOP("Backend", "the cache answers with errors: reads fall back to the store"),
        QT_TRANSLATE_NOOP("Backend", "the primary store does not respond within %1 ms"),
        QT_TRANSLATE_NOOP("Backend", "the primary store fails"),
        QT_TRANSLATE_NOOP("Backend",
                          "the primary store does not respond within %1 ms; %2 reads were answered from the cache"),
        QT_TRANSLATE_NOOP("Backend", "the primary store fails; %1 reads were answered from the cache"),
        QT_TRANSLATE_NOOP("Backend", "the primary store answers again after %1 s; %2 operations failed"),
        QT_TRANSLATE_NOOP("Backend", "the primary store answers again after %1 s; %2 operations failed, "
                                     "%3 reads were answered from the cache"),
        QT_TRANSLATE_NOOP("Backend", "the primary store failed from %1 s to %2 s: %3 errors, %4 timeouts"),
        QT_TRANSLATE_NOOP("Backend", "the primary store failed during the run"),
        // load: steadiness, comparisons, the limit
        QT_TRANSLATE_NOOP("Backend", "steady after %1 s of warm-up"),
        QT_TRANSLATE_NOOP("Backend", "not steady after %1 s of warm-up: %2"),
        QT_TRANSLATE_NOOP("Backend", "the hit ratio still rises by %1 points"),
        QT_TRANSLATE_NOOP("Backend", "the hit ratio still falls by %1 points"),
        QT_TRANSLATE_NOOP("Backend", "the median still moves by %1"),
        QT_TRANSLATE_NOOP("Backend", "too little was done to tell"),
        QT_TRANSLATE_NOOP("Backend",
                          "response p99 is %1 ms, service p99 %2 ms: while the path stalled, operations that were due "
                          "waited for their turn; a tool that times only what it has sent would report %3 ms"),
        QT_TRANSLATE_NOOP("Backend", "needs %1 slices of each path, has %2"),
        QT_TRANSLATE_NOOP("Backend", "needs %1 reads on each side, has %2"),
        QT_TRANSLATE_NOOP("Backend", "nothing succeeded on one side"),
        QT_TRANSLATE_NOOP("Backend", "the server did not tell (INFO)"),
        QT_TRANSLATE_NOOP("Backend", "the run ended on another server than it began on, or that was restarted"),
        // load: strategies, distance
        QT_TRANSLATE_NOOP("Backend", "%1 acknowledged writes are not in the store"),
        QT_TRANSLATE_NOOP("Backend", "the store refused %1 writes that had been acknowledged"),
        QT_TRANSLATE_NOOP("Backend", "%1 ms between store read and fill on %2"),
        QT_TRANSLATE_NOOP("Backend", "A near cache needs RESP3 and CLIENT TRACKING (Redis 6 or later, or Valkey), but "
                                     "%1 speaks RESP2 only. Choose another strategy, or a newer server"),
        QT_TRANSLATE_NOOP("Backend", "%1 to the primary store"),
        QT_TRANSLATE_NOOP("Backend", "%1 to the cache"),
        QT_TRANSLATE_NOOP("Backend", "%1 of %2 cached keys are orphans of earlier versions; their TTL ends them"),
        // probe
        QT_TRANSLATE_NOOP("Backend", "A name has small letters, digits and \"-\", such as orders"),
        QT_TRANSLATE_NOOP("Backend", "Name the store, such as sqlite:/data/shop.db"),
        QT_TRANSLATE_NOOP("Backend", "Write the query, such as SELECT * FROM orders WHERE id = :id"),
        QT_TRANSLATE_NOOP("Backend", "Say where the values of %1 come from, such as 1..1000"),
        QT_TRANSLATE_NOOP("Backend", "Write the key, such as order:{id}"),
        QT_TRANSLATE_NOOP("Backend", "The query gives no row%1. Choose values that are there"),
        QT_TRANSLATE_NOOP("Backend", "The cache did not give back what was put into it"),
        QT_TRANSLATE_NOOP("Backend", "The answer has %1 MB; a cache is no place for it"),
        // stores: computations
        QT_TRANSLATE_NOOP("Backend", "in-process computation: %1 run inside CacheDeck"),
        QT_TRANSLATE_NOOP("Backend", "%1 orders in SQLite, seed %2"),
        // load: faults
        // load: steadiness, comparisons, the limit
        QT_TRANSLATE_NOOP("Backend",
                          "response p99 is %1 ms, service p99 %2 ms: while the path stalled, operations that were due "
                          "waited for their turn; a tool that times only what it has sent would report %3 ms"),
        // load: strategies, distance
        QT_TRANSLATE_NOOP("Backend", "A near cache needs RESP3 and CLIENT TRACKING (Redis 6 or later, or Valkey), but "
                                     "%1 speaks RESP2 only. Choose another strategy, or a newer server"),
        // load: progress
        QT_TRANSLATE_NOOP("Backend", "Waiting for another CacheDeck that makes %1 %2"),
        QT_TRANSLATE_NOOP("Backend", "Checking %1 %2"),
        QT_TRANSLATE_NOOP("Backend", "Making %1 %2"),
        QT_TRANSLATE_NOOP("Backend", "Making indexes over %1 %2"),
        QT_TRANSLATE_NOOP("Backend", "Finishing %1 %2"),
        QT_TRANSLATE_NOOP("Backend", "movies"),
        QT_TRANSLATE_NOOP("Backend", "page views"),
        QT_TRANSLATE_NOOP("Backend", "runs"),
        QT_TRANSLATE_NOOP("Backend", "items"),
        QT_TRANSLATE_NOOP("Backend", "Copying the data for %1"),
        QT_TRANSLATE_NOOP("Backend", "Reading what can be asked for"),
        QT_TRANSLATE_NOOP("Backend", "Measuring"),
        QT_TRANSLATE_NOOP("Backend", "Warming up"),
        QT_TRANSLATE_NOOP("Backend", "Stopped while the data was being prepared"),
        QT_TRANSLATE_NOOP("Backend", "Stopped while connecting"),
        QT_TRANSLATE_NOOP("Backend", "The workload \"%1\" has no data of its own: name the store with its URL"),
        // redis: connecting
        QT_TRANSLATE_NOOP("Backend", "no answer within %1 ms"),
        QT_TRANSLATE_NOOP("Backend", "no answer in time"),
        QT_TRANSLATE_NOOP("Backend", "no connection within %1 ms"),
        QT_TRANSLATE_NOOP("Backend", "no connection in time"),
        QT_TRANSLATE_NOOP("Backend", "the connection was closed because an earlier command got no answer in time"),
        QT_TRANSLATE_NOOP("Backend", "the connection was closed because another command was cancelled"),
        QT_TRANSLATE_NOOP("Backend", "the connection was closed"),
        QT_TRANSLATE_NOOP("Backend", "the connection is closed"),
        QT_TRANSLATE_NOOP("Backend", "Connect again"),
        QT_TRANSLATE_NOOP("Backend", "Is the server stopped or overloaded?"),
        QT_TRANSLATE_NOOP("Backend",
                          "Is the server stopped, or is this a port without TLS (redis:// instead of rediss://)?"),
        QT_TRANSLATE_NOOP("Backend", "the server closed the connection"),
        QT_TRANSLATE_NOOP("Backend", "the server reset the connection"),
        QT_TRANSLATE_NOOP("Backend", "the network no longer reaches the server"),
        QT_TRANSLATE_NOOP("Backend", "reading failed: %1"),
        QT_TRANSLATE_NOOP("Backend", "Is this a port without TLS? Then use redis:// instead of rediss://"),
        QT_TRANSLATE_NOOP("Backend", "Is this a TLS port? Then use rediss:// instead of redis://"),
        QT_TRANSLATE_NOOP("Backend", "The connection was closed"),
        QT_TRANSLATE_NOOP("Backend", "the port speaks TLS"),
        QT_TRANSLATE_NOOP("Backend", "the port does not speak TLS"),
        QT_TRANSLATE_NOOP("Backend", "Use rediss:// instead of redis://"),
        QT_TRANSLATE_NOOP("Backend", "Use redis:// instead of rediss://"),
        QT_TRANSLATE_NOOP("Backend", "not a Redis server: it says \"%1\""),
        QT_TRANSLATE_NOOP("Backend", "not a Redis server"),
        QT_TRANSLATE_NOOP("Backend", "Check the port"),
        QT_TRANSLATE_NOOP("Backend", "the server sent %1"),
        QT_TRANSLATE_NOOP("Backend", "the path of the Unix socket is too long"),
        QT_TRANSLATE_NOOP("Backend", "Use a path of at most %1 bytes"),
        QT_TRANSLATE_NOOP("Backend", "nothing listens there"),
        QT_TRANSLATE_NOOP("Backend", "nothing listens on this Unix socket"),
        QT_TRANSLATE_NOOP("Backend", "Is the server running, and is the address right?"),
        QT_TRANSLATE_NOOP("Backend", "there is no such Unix socket"),
        QT_TRANSLATE_NOOP("Backend", "Is the server running, and is the path right?"),
        QT_TRANSLATE_NOOP("Backend", "the host name is not known"),
        QT_TRANSLATE_NOOP("Backend", "Check the spelling and the name server"),
        QT_TRANSLATE_NOOP("Backend", "this user may not open the Unix socket"),
        QT_TRANSLATE_NOOP("Backend", "Check its permissions (unixsocketperm)"),
        QT_TRANSLATE_NOOP("Backend", "no connection: the host does not answer"),
        QT_TRANSLATE_NOOP("Backend", "Is the host up, and does a firewall let the port through?"),
        QT_TRANSLATE_NOOP("Backend", "no connection: %1"),
        QT_TRANSLATE_NOOP("Backend", "Check the address and the network"),
        // redis: what a server refuses
        QT_TRANSLATE_NOOP("Backend", "Give a password (and a user, where the server has ACLs)"),
        QT_TRANSLATE_NOOP("Backend", "Check the user name and the password"),
        QT_TRANSLATE_NOOP("Backend", "Check the password"),
        QT_TRANSLATE_NOOP("Backend", "Connect without a password"),
        QT_TRANSLATE_NOOP("Backend", "Connect without a password, or give a user"),
        QT_TRANSLATE_NOOP("Backend", "Ask the server's administrator to allow this command or key for your user"),
        QT_TRANSLATE_NOOP("Backend", "The server does not know this command, or it was renamed"),
        QT_TRANSLATE_NOOP("Backend", "The server does not know this command"),
        QT_TRANSLATE_NOOP("Backend",
                          "This is a replica now: find the primary through Sentinel. The write was not done"),
        QT_TRANSLATE_NOOP("Backend", "The server is loading its data set: wait until it is done"),
        QT_TRANSLATE_NOOP(
            "Backend",
            "A script keeps the server busy: SCRIPT KILL or FUNCTION KILL ends it, if it has not written yet"),
        QT_TRANSLATE_NOOP("Backend",
                          "The server's maxmemory is reached: raise it, free keys or choose an eviction policy"),
        QT_TRANSLATE_NOOP("Backend",
                          "The server cannot save to disk and refuses writes: see its log for the last save error"),
        QT_TRANSLATE_NOOP("Backend",
                          "The replica has lost its primary and does not answer from old data: try another node"),
        QT_TRANSLATE_NOOP("Backend", "Fewer replicas are connected than min-replicas-to-write asks for"),
        QT_TRANSLATE_NOOP("Backend", "The server is part of a Redis Cluster, which is not supported"),
        QT_TRANSLATE_NOOP("Backend", "The server is in protected mode: connect from its own machine, or set a password "
                                     "or protected-mode no there"),
        QT_TRANSLATE_NOOP("Backend", "The server's maxclients is reached: close other clients or raise it"),
        QT_TRANSLATE_NOOP("Backend", "The key holds a value of another type: reload it"),
        QT_TRANSLATE_NOOP("Backend", "CacheDeck sends this command only to servers that it started itself"),
        QT_TRANSLATE_NOOP("Backend", "this connection is read-only"),
        QT_TRANSLATE_NOOP("Backend", "Unlock writing for a time by typing the server's name"),
        // redis: TLS
        QT_TRANSLATE_NOOP("Backend", "the server's certificate has expired"),
        QT_TRANSLATE_NOOP("Backend", "Renew it on the server"),
        QT_TRANSLATE_NOOP("Backend", "the server's certificate is not valid yet"),
        QT_TRANSLATE_NOOP("Backend", "Check the clocks of both machines"),
        QT_TRANSLATE_NOOP("Backend", "the server's certificate is self-signed"),
        QT_TRANSLATE_NOOP("Backend", "If you trust it, name it as the CA file"),
        QT_TRANSLATE_NOOP("Backend", "the server's certificate is for another name than %1"),
        QT_TRANSLATE_NOOP("Backend", "Connect by the name that it carries, or give that name as the TLS server name"),
        QT_TRANSLATE_NOOP("Backend", "the server's certificate is signed by an authority that is not trusted here"),
        QT_TRANSLATE_NOOP("Backend", "Name that authority's certificate as the CA file"),
        QT_TRANSLATE_NOOP("Backend", "the server's certificate is refused: %1"),
        QT_TRANSLATE_NOOP("Backend", "the TLS handshake failed: %1"),
        QT_TRANSLATE_NOOP("Backend", "The server may ask for a client certificate, or for another TLS version"),
        // redis: addresses
        QT_TRANSLATE_NOOP("Backend", "the address has no scheme"),
        QT_TRANSLATE_NOOP("Backend", "Begin with redis://, rediss://, redis+sentinel:// or unix://"),
        QT_TRANSLATE_NOOP("Backend", "the scheme \"%1\" is unknown"),
        QT_TRANSLATE_NOOP("Backend", "the parameter \"%1\" is unknown here"),
        QT_TRANSLATE_NOOP("Backend", "the host is missing"),
        QT_TRANSLATE_NOOP("Backend", "the host holds a character that no host name has"),
        QT_TRANSLATE_NOOP("Backend", "the name of the primary is missing"),
        QT_TRANSLATE_NOOP("Backend", "Add ?primary=NAME, the name that the sentinels know it by"),
        QT_TRANSLATE_NOOP("Backend", "only sentinels know a primary by its name"),
        QT_TRANSLATE_NOOP("Backend", "the %1 \"%2\" is not a number from %3 to %4"),
        QT_TRANSLATE_NOOP("Backend", "Write it as redis://[user:password@]host[:port][/db]"),
        // servers and sentinels
        QT_TRANSLATE_NOOP(
            "Backend",
            "Install redis-tools, which brings the server without starting one: sudo apt install redis-tools"),
        QT_TRANSLATE_NOOP("Backend", "No Redis or Valkey server was found on this machine"),
        QT_TRANSLATE_NOOP("Backend", "%1 is not running"),
        QT_TRANSLATE_NOOP("Backend", "%1 is paused"),
        QT_TRANSLATE_NOOP("Backend", "Restart it first"),
        QT_TRANSLATE_NOOP("Backend", "%1 runs already"),
        QT_TRANSLATE_NOOP("Backend", "Kill it first"),
        QT_TRANSLATE_NOOP("Backend", "No sentinel runs that could be asked for a failover"),
        QT_TRANSLATE_NOOP("Backend", "Restart a sentinel"),
        QT_TRANSLATE_NOOP("Backend", "No replica is fit to take over; wait until one is linked to the primary"),
        QT_TRANSLATE_NOOP("Backend", "No sentinel answers, so nobody says which server is the primary"),
        QT_TRANSLATE_NOOP("Backend", "The sentinels did not agree within %1 ms"),
        QT_TRANSLATE_NOOP("Backend", "%1 did not answer in time: %2"),
        QT_TRANSLATE_NOOP("Backend", "Is the machine overloaded?"),
        QT_TRANSLATE_NOOP("Backend", "the sentinels know no primary called \"%1\""),
        QT_TRANSLATE_NOOP("Backend", "Check the name after ?primary=; SENTINEL MASTERS lists those they know"),
        QT_TRANSLATE_NOOP("Backend", "A failover may be running; try again in a few seconds"),
        // history
        QT_TRANSLATE_NOOP("Backend", "The history of runs (%1): %2"),
        QT_TRANSLATE_NOOP("Backend", "The history of runs (%1) is damaged: %2"),
        QT_TRANSLATE_NOOP(
            "Backend",
            "The history of runs (%1) was written by a later CacheDeck (version %2 of its tables, known is %3)"),
        QT_TRANSLATE_NOOP("Backend", "There is no room for it: free some space on that disk, or delete earlier runs"),
        QT_TRANSLATE_NOOP("Backend", "It was kept as %1, and a new history was begun"),
        QT_TRANSLATE_NOOP("Backend", "This run measured nothing that could be shown"),
        QT_TRANSLATE_NOOP("Backend", "This run is not in the history any more"),
        QT_TRANSLATE_NOOP("Backend", "database or disk is full"),
        QT_TRANSLATE_NOOP("Backend", "%1 holds %2 up to %3 operations a second; at %4 it does not"),
        QT_TRANSLATE_NOOP("Backend", "%1 holds %2 at %3 operations a second, the highest rate tried"),
        QT_TRANSLATE_NOOP("Backend", "%1 does not hold %2 at %3 operations a second, the first rate"),
        QT_TRANSLATE_NOOP("Backend", "ended, because it does not hold: %1"),
        QT_TRANSLATE_NOOP("Backend", "The file is damaged, or not an SQLite database"),
        // keyspace
        QT_TRANSLATE_NOOP("Backend", "the server was restarted meanwhile, so the place in its keys is lost"),
        QT_TRANSLATE_NOOP("Backend", "Scan again"),
        // worlds
        QT_TRANSLATE_NOOP("Backend", "Movies"),
        QT_TRANSLATE_NOOP("Backend",
                          "A film's page is a join over seven tables in SQLite, or one document in MongoDB. Keep it as "
                          "a JSON string or as a hash, and see what an edit costs: cache-aside deletes the key, "
                          "write-through stores it anew. Top lists are worked out over all films and gain the most; a "
                          "page by its number gains little where the store is as near as the cache"),
        QT_TRANSLATE_NOOP("Backend", "How often films were rated, from the most rated one on"),
        QT_TRANSLATE_NOOP("Backend", "Analytics"),
        QT_TRANSLATE_NOOP("Backend",
                          "A dashboard asks the same few questions of millions of page views, again and again. An "
                          "answer is kept under a hash of its query with the question's parameters, and nobody "
                          "invalidates it: views come in all "
                          "the time, and the TTL alone bounds how old a figure may be. Compare SQLite, which walks its "
                          "rows, with ClickHouse, which was made for such questions"),
        QT_TRANSLATE_NOOP("Backend", "Page views by the hour of the day"),
        QT_TRANSLATE_NOOP("Backend", "Datasets"),
        QT_TRANSLATE_NOOP("Backend",
                          "A session reads its training set batch by batch, again and again, and another one whole. "
                          "In the cache a batch is one binary value of 80 KB, with the session in its key, so that it"
                          " goes with the session. SQLite reads the same bytes in this process, and a cache in front "
                          "of it has little to win; Cassandra is asked over the network, and when it is out of reach,"
                          " what is cached goes on being served. A new version of a set invalidates all that was kept"
                          " of it"),
        QT_TRANSLATE_NOOP("Backend", "How bright the images are from top to bottom: a sneaker and an ankle boot"),
        QT_TRANSLATE_NOOP("Backend", "Predictions"),
        QT_TRANSLATE_NOOP("Backend",
                          "A delivery service asks its models how long an order takes, and why. The models are "
                          "boosted trees that are really trained and really evaluated. A number alone comes nearly as"
                          " fast from the model as from a cache: keeping it gains little. The reasons behind it take "
                          "hundreds of times longer, and there a cache pays. A retrained model publishes a version "
                          "and with it new keys: the old ones are orphans, which nobody deletes and their TTL ends"),
        QT_TRANSLATE_NOOP("Backend", "Minutes by distance, in three cities"),
        QT_TRANSLATE_NOOP("Backend", "Experiments"),
        QT_TRANSLATE_NOOP(
            "Backend", "A team trains models and watches the runs: summaries live for five minutes, dashboards for "
                       "one. A completed run invalidates exactly what it changes, and nothing else. See how few keys "
                       "a good rule deletes, and what a dashboard costs when it is worked out from two million "
                       "points"),
        QT_TRANSLATE_NOOP("Backend", "Accuracy of five runs, step by step"),
    };
    return all;
}

} // namespace cachedeck::ui
