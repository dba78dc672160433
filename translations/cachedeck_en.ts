<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>KeyWords</name>
    <message numerus="yes">
        <source>%Ln keys</source>
        <translation>
            <numerusform>%Ln key</numerusform>
            <numerusform>%Ln keys</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::InvalidatePanel</name>
    <message numerus="yes">
        <source>%1: %Ln key(s) removed.</source>
        <translation>
            <numerusform>%1: %Ln key removed.</numerusform>
            <numerusform>%1: %Ln keys removed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln key(s) match, for example %1. Press again to remove; this cannot be undone.</source>
        <translation>
            <numerusform>%Ln key matches: %1. Press again to remove; this cannot be undone.</numerusform>
            <numerusform>%Ln keys match, for example %1. Press again to remove; this cannot be undone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln key(s)</source>
        <translation>
            <numerusform>Remove %Ln key</numerusform>
            <numerusform>Remove %Ln keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln key(s) expire together in a second.</source>
        <translation>
            <numerusform>%1: %Ln key expires in a second.</numerusform>
            <numerusform>%1: %Ln keys expire together in a second.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::MainWindow</name>
    <message numerus="yes">
        <source>, %Ln connection(s)</source>
        <translation>
            <numerusform>, %Ln connection</numerusform>
            <numerusform>, %Ln connections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cachedeck::ui::ProbeFindings</name>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s) of JSON</source>
        <translation>
            <numerusform>%Ln byte of JSON</numerusform>
            <numerusform>%Ln bytes of JSON</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s) in the cache</source>
        <translation>
            <numerusform>%Ln byte in the cache</numerusform>
            <numerusform>%Ln bytes in the cache</numerusform>
        </translation>
    </message>
</context>
</TS>
