<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ro">
<context>
    <name>KeyWords</name>
    <message>
        <source>%1 d %2 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 key</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln keys</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 M</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SentinelWords</name>
    <message>
        <source>%1 B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not reachable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in TILT, not to be relied on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>disagrees, epoch %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>leader of epoch %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>agrees, epoch %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, primary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, replica</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>offset %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does not say it is primary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>says it is primary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>online</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>link down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>back %1 s ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>still names %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lag %1 s, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lag %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ms after last reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SDOWN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ODOWN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>enough agree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promoted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>detect %1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>elect %1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>promote %1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open %1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no primary for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is primary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no primary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the sentinels…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split brain: two primaries answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failover in progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No failover possible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No majority for any primary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 sentinel disagrees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sentinels disagree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 sentinel is not reachable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sentinels are not reachable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 agree</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>hash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON string</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, seed %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>throughput</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>faster at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no faster at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of the speed at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not enough samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 % CI %2–%3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tail is misses: %1 of the reads still wait for the primary store.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half of the reads answer within %1 instead of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A cache does not help here: %1 takes %2, %3 takes %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache makes these reads slower: %1 instead of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not enough samples yet for a number that holds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These numbers are not to be trusted; the reasons stand beside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warming up, %1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running, %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenario %1; %2; seed %3; %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; %L2 reads measured in %3 s; warm-up excluded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a production system: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::badge::EventStrip</name>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No events yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>One event for a screen reader or a tool tip: what happened, then the time of day</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <extracomment>The newest end of the event strip&apos;s time axis</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No events yet. They appear here as marks on a time axis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::badge::MessageBar</name>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details of the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::badge::NavigationRail</name>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>A page&apos;s tool tip in the navigation rail: its name and its keyboard shortcut</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::badge::State</name>
    <message>
        <source>ok</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::chart::TimeChart</name>
    <message>
        <source>Warm-up, excluded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::AskBar</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::BeliefModel</name>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not reachable; it named %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, highest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OK, %1 usable sentinels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NOQUORUM, %1 usable sentinels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Primary it names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Configuration epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flags of that primary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quorum check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other sentinels it sees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replicas it sees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last answer from the primary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, differs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, %1 s old</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::Capture</name>
    <message>
        <source>The demo did not finish in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures and the report are in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::ChartFeed</name>
    <message>
        <source>Latency of reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>operations/s, log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hit ratio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>store queries/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>errors/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The curves appear here as soon as the run is going.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matching commands</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::ConnectPanel</name>
    <message>
        <source>Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect to a server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept for this session only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the system&apos;s certificates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Development: writes allowed, destructive ones ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Production: read-only until unlocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CA certificates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>redis://, rediss:// (TLS), unix:// or redis+sentinel://host:port,host:port?primary=NAME</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sentinels are asked for the primary of %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::DemoCard</name>
    <message>
        <source>uncached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cache-aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same reads with and without the cache, as live curves, within five seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redis: 1 primary, 2 replicas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3 sentinels, quorum 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SQLite with generated data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loopback only, random password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 found.
Everything stops with the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::ElementModel</name>
    <message>
        <source>Member</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Element</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fields</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::InvalidatePanel</name>
    <message>
        <source>Invalidate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key or pattern</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A key or a pattern, for example movie:*</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln key(s) removed.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Keys as the workload writes them, removed on every cached path of this run. The charts mark it; the hit ratio dips and recovers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys of %1 that match; removed with UNLINK, which does not block the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%L1 keys looked at, %L2 match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key matches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln key(s) match, for example %1. Press again to remove; this cannot be undone.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln key(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::KeyInvalidation</name>
    <message>
        <source>Key or pattern</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A key or a glob, for example movie:*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted first; then removed with UNLINK, in batches that do not block the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invalidate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the invalidation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Escape)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invalidate %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 so far; %2 looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key matches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to remove. This cannot be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 removed so far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 removed in %2 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped: %1 removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invalidate %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Production, read-only. Unlock first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::KeyListPane</name>
    <message>
        <source>Filter by name or glob, for example cart:*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by name or glob</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tree and list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan again (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only keys of this type; the server is scanned again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any TTL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt; 1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys that expire within a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt; 1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys that expire within an hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys without a TTL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Namespaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause the scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the scan; what was found stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with the scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scanning…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This server has no keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key of this type.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key matches. Clear the filter (Escape) or choose another namespace.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::KeyModel</name>
    <message>
        <source>gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no TTL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time left. The bar is full at the longest TTL seen under the same prefix.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press to sort by name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TTL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::KeysPage</name>
    <message>
        <source>Go to Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a key in the list: its value, TTL and memory appear here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keys appear as soon as the server answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No server yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys shows every key of a Redis server with its type, TTL and memory, and the value of the one you choose. Start the demo or connect to a server of yours.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::KeysPresenter</name>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scan %1 % after %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scan paused at %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reconnecting at %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scan stopped at %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>incomplete, %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading TTLs, %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scan 100 % in %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live, %1 newer keys: F5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live, %1 expired in the last minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live, %1 expired in the last %2 s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::LabPanel</name>
    <message>
        <source>Lab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only on servers that CacheDeck started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fail over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends the process at once, as kill -9 does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stops the process without ending it: it does not answer, and its connections stay open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks the sentinels for a new primary although the old one is well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Servers can be killed, paused and failed over only where CacheDeck started them itself, never on a server of yours. The demo has a primary, two replicas and three sentinels to break.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detected after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elected after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writable after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All agree after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sentinel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>primary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>replica</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured: nothing yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 went silent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, down-after %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first SDOWN at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, epoch %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 answers as primary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 name %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asked for: nothing to detect</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::LoadPage</name>
    <message>
        <source>Pause view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run was not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run a scenario: what the cache buys stands here, with its confidence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency of reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Percentiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy or save the chart or the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy or save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Percentiles of each path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A row for each path, once a run has started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The full data set is being made: %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the chart… (PNG, SVG, PDF, CSV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the run&apos;s report…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG, twice the pixels (*.png);;SVG (*.svg);;PDF (*.pdf);;CSV (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder for the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::LockBar</name>
    <message>
        <source>Locks again in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Production, read-only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key can change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the server&apos;s name, %1, to unlock it for 5 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type %1 to unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Production, unlocked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlocked %1 for 5 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is not the server&apos;s name; it stays locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type %1, as the connection chip shows it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::MainWindow</name>
    <message>
        <source>Nothing is connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the demo or connect, then invalidate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invalidate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presentation mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CacheDeck itself: %1 core</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>, %Ln connection(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::MeterBar</name>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::NamespaceModel</name>
    <message>
        <source>All namespaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(no colon)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::PercentileModel</name>
    <message>
        <source>%1/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>throughput</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hit ratio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stale</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::PresentationHead</name>
    <message>
        <source>What does a cache buy us?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A cache does not help here:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at p50</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cached reads are slower:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cached reads are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 instead of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at p99</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not to be trusted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::ScenarioGallery</name>
    <message>
        <source>Movies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents, top lists, genres and theatres near you, with and without the cache.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A cache too small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Little memory and an eviction policy: the hit ratio is no longer 99 %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stale reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happens when writes do not invalidate and only the TTL helps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A fixed rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open loop: requests arrive whether or not the answers keep up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Experiments to try</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A scenario is a workload, the paths to compare and a load profile. Your own file makes another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A scenario file, with your own workload if you like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenarios (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::ScenarioPanel</name>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure from a cold start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paths</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each user waits for its answer, then asks again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests arrive at a fixed rate, whether or not the answers keep up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interleaved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parallel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sequential</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the server is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Think time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eviction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>write, invalidates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 % reads, %2 % writes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interleaved %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only on servers that CacheDeck started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the demo or connect to run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenarios (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::SentinelBridge</name>
    <message>
        <source>%1 is down, agreed after %2 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is primary after %2 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kill %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fail over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::SentinelEventModel</name>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Told by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::SentinelPage</name>
    <message>
        <source>Go to Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No failover seen yet. Kill the primary in the lab and watch a replica take over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Topology</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each sentinel believes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What they told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sentinels&apos; messages, newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the sentinels…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the sentinels told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No message yet: all is quiet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sentinel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sentinels known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This server was entered by its own address. Connect with redis+sentinel://host:26379?primary=NAME to watch the sentinels over it, or start the demo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No server yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sentinel draws who watches whom and who is primary, and measures each failover. Start the demo, or connect through sentinels of yours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>quorum %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>polled %1 s ago</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CacheDeck %1, Qt %2. Free software: GPL-3.0-or-later. Inter and JetBrains Mono: SIL OFL 1.1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes effect at the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generated data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved runs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::StartPage</name>
    <message>
        <source>today %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None yet. A redis://, rediss:// or redis+sentinel:// address will do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a run…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None yet. Every finished run is kept here with its report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See what a cache buys you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On your own data, live, with numbers that hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run&apos;s report (report.html)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::TopBar</name>
    <message>
        <source>Demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Development</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Production</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ops/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hit ratio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invalidate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a command (Ctrl+K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presentation mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presentation mode (F11)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the demo or connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting servers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>primary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sentinel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>replica</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 %3</source>
        <comment>role, product and version: primary, redis 7.0.15</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer, trying again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 agree</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::TtlHistogram</name>
    <message>
        <source>1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>10 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expires within</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projected from a random sample of %1 of %2 keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every key found by the scan.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::ValueActions</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy this page of the value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TTL…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Persist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invalidate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the time to live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the TTL: the key stays until it is deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the key (Delete)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invalidate this key or a pattern, counted first (I)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Production, read-only. Unlock first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Production, read-only: %1 was not deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock the server first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete this key?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New TTL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>90 s, 5 min, 2 h, 1 d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set TTL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was gone already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it as 90 s, 5 min, 2 h or 1 d.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 expires in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is gone; no TTL was set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no TTL any more.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::ValueBody</name>
    <message>
        <source>Elements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pretty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON, indented</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fields, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elements, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Members, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A module&apos;s type, shown by no viewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>page %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>page %1 of about %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bytes %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON, %1 bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text, %1 bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>binary, %1 bytes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::ValueView</name>
    <message>
        <source>This key is gone: it expired or was deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Escape)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TTL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expires at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Idle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TTL left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full at the longest TTL seen while this key is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frequency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no TTL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gone</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::VerdictBar</name>
    <message>
        <source>%1 against %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
